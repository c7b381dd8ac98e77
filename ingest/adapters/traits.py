"""Traits: what a site told the messenger about its visitor, under keys of its own choosing.

Well-known keys become fields of the identity; every other value is kept as a custom field, so
that the engine seeks it too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from ingest.adapters.fields import text_of, unfold
from ingest.arrivals import CUSTOM, Fact
from ingest.errors import Unreadable

_KEYS = {
    key: field
    for field, keys in {
        "name": "name fullname displayname visitorname customername contactname realname",
        "first": "first firstname fname givenname forename",
        "last": "last lastname lname surname familyname",
        "email": "email emailaddress mail emailpretty replytoemail useremail contactemail",
        "phone": "phone phonenumber mobile mobilephone mobilenumber cell cellphone tel telephone",
        "company": "company companyname organization organisation organizationname org business "
        "businessname employer",
        "username": "username login loginname user handle nickname nick screenname",
        "location": "location city town country region state place",
        "ip": "ip ipaddress remoteip clientip",
        "page": "page currentpage currenturl pageurl url referrer referrerurl referer",
    }.items()
    for key in keys.split()
}
_ABOUT_A_PERSON = (
    "user visitor customer contact person profile member account traits attributes properties "
    "identity data name fullname item"
)
_SAFE_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LIKE_A_NAME = re.compile(r"[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’.-]*){1,3}")
_LABELS = ("label", "question", "key", "field", "name")
_ANSWERS = ("value", "answer")
_FURNITURE = ("id", "type", "required", "placeholder", "options", "choices", "position")
_DEEPEST = 8

_UNKEYED = ("item", "key", "extra")


def read_traits(value: object, *, path: tuple[str, ...] = ()) -> list[Fact]:
    """Return every fact in an object, a list, a JSON string of either, or a plain string."""
    if len(path) > _DEEPEST:
        raise Unreadable("too_deep")
    value = unfold(value)
    if isinstance(value, dict):
        return list(_read_object(value, path))
    if isinstance(value, list):
        return [fact for part in value for fact in read_traits(part, path=(*path, "item"))]
    if isinstance(value, bool):  # "notice given" and the like; says nothing without a key
        keyed = path and path[-1] not in (*_UNKEYED, "field")
        return [(_custom(path, ""), str(value).lower())] if keyed else []
    text = text_of(value)
    return [(_custom(path, text), text)] if text else []


def well_known(record: Mapping[str, object], *, read: Iterable[str] = ()) -> list[Fact]:
    """Return what an object tells under keys that speak of a person, and nothing else of it.

    The texts under the keys in `read` are known already; a list or an object there is not.
    """
    return read_traits(
        {
            key: value
            for key, value in record.items()
            if _known(key) and not isinstance(value, bool)
            if key not in read or isinstance(unfold(value), dict | list)
        }
    )


def _read_object(record: Mapping[str, object], path: tuple[str, ...]) -> Iterator[Fact]:
    names: dict[str, str] = {}
    for key, value in _unpaired(record):
        field = _field(key, path)
        for part in _each(value) if field else [value]:
            text = "" if isinstance(unfold(part), dict | list) else text_of(part)
            if field in ("first", "last") and text:
                if names.setdefault(field, text) != text:
                    yield ("name", text)
            elif field and text:
                yield (field, text)
            else:
                yield from _read_other(key, part, path)
    if names:
        yield ("name", " ".join(names[part] for part in ("first", "last") if part in names))


def _each(value: object) -> list[object]:
    """Return every one of several values for one key, or the only one."""
    unfolded = unfold(value)
    return unfolded if isinstance(unfolded, list) else [value]


def _unpaired(record: Mapping[str, object]) -> list[tuple[str, object]]:
    """Return `("Your email", …)` first for a form's `{"label": "Your email", "value": …}`.

    What else it tells stays beside it. An object with a `name` that is no key and more than a
    form's own keys is returned as it is: somebody with a sum or a score. Where its name may be
    either and it tells more of a person, it is read both ways.
    """
    asked = next((key for key in _LABELS if key in record), "")
    told = next((key for key in _ANSWERS if key in record), "")
    label, answer = text_of(record.get(asked)), record.get(told)
    beside = [
        (key, value)
        for key, value in record.items()
        if key not in (asked, told) and key not in _FURNITURE
    ]
    of_a_person = any(_known(key) and key not in _LABELS for key, _ in beside)
    rest = [
        (key, value)
        for key, value in beside
        if of_a_person or key not in _LABELS or not _is_key(text_of(value))
    ]
    if not label or answer is None or (asked == "name" and rest and not _is_key(label)):
        return list(record.items())
    if asked == "name" and of_a_person and not _known(label):
        return [(label, answer), *record.items()]
    return [(label, answer), *rest]


def _is_key(text: str) -> bool:
    """Whether a text may be what a form calls its field, and not only a name or a label."""
    return bool(_SAFE_KEY.fullmatch(text) or _known(text))


def _read_other(key: str, value: object, path: tuple[str, ...]) -> Iterator[Fact]:
    """Read a value under a key of the site's own; a key that is no plain word is a fact too."""
    plain = re.sub(r"[\s.-]+", "_", key.strip().casefold())
    plain = {"first": "first_name", "last": "last_name"}.get(_known(key), plain)
    if not _SAFE_KEY.fullmatch(plain):
        plain = "field"
        if text := text_of(key):
            yield (_custom(("key",), text), text)
    yield from read_traits(value, path=(*path, plain))


def _field(key: str, path: tuple[str, ...]) -> str:
    """Return the identity field a key speaks of; `name` inside `company` is the company's."""
    field, outer = _known(key), path[-1] if path else "item"
    if field in ("name", "first", "last") and outer not in _ABOUT_A_PERSON.split():
        return "company" if field == "name" and _known(outer) == "company" else ""
    return field


def _known(key: str) -> str:
    """Return the identity field a well-known key stands for, however it is written."""
    return _KEYS.get(re.sub(r"[^a-z0-9]", "", key.casefold()), "")


def _custom(path: tuple[str, ...], text: str) -> str:
    """Return the custom field for a value; without a key of its own it may look like a name.

    The engine tells by the key what a value is, and seeks the parts of `…_name`.
    """
    unkeyed = not path or path[-1] in _UNKEYED
    if unkeyed and _LIKE_A_NAME.fullmatch(text):
        path = (*path, "name")
    return CUSTOM + ("_".join(path) or "traits")
