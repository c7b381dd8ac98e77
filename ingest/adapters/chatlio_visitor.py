"""Who a Chatlio visitor is: names, addresses, traits, and what slugs give away."""

import re
from collections.abc import Iterable, Mapping

from ingest.adapters.fields import first_text, object_of, text_of
from ingest.adapters.slugs import is_slug, slug_facts
from ingest.adapters.traits import read_traits, well_known
from ingest.arrivals import CUSTOM, Fact

_NOBODY = ("visitor", "guest", "anonymous", "unknown", "user", "customer", "you", "n/a", "-")

_ADDRESS = re.compile(r"""[^\s<>,;"()@]{1,128}@[^\s<>,;"()@]{1,255}""")
_LONGEST = 2_000


def name_facts(name: str, *, slugs: Iterable[str] = (), places: str = "") -> list[Fact]:
    """Return what a display name tells: a name, an e-mail, or what the slug it repeats tells."""
    if not name or name.casefold() in _NOBODY:
        return []
    if is_slug(name) or name.casefold() in {slug.casefold() for slug in slugs}:
        return slug_facts(name, places=places)
    return [("email" if "@" in name and " " not in name else "name", name)]


def email_facts(value: object) -> list[Fact]:
    """Return the address, and the name beside it, of `"Name" <address>` or a bare address."""
    text = text_of(value)
    addresses = _ADDRESS.findall(text[:_LONGEST])
    if not addresses:
        return [(CUSTOM + "email", text)] if text else []
    name = text.partition("<")[0].strip().strip("\"'").strip() if "<" in text else ""
    return [*(("email", address) for address in addresses), *name_facts(name)]


def transcript_facts(payload: Mapping[str, object]) -> list[Fact]:
    """Return all a transcript says about its visitor outside the messages."""
    slug = first_text(payload, "channelName")
    name, email = payload.get("visitorName"), payload.get("visitorEmail")
    named = {"name": name, "email": email, "replyToEmail": payload.get("replyToEmail")}
    return [
        *name_facts(text_of(name), slugs=[slug]),
        *slug_facts(slug),
        *email_facts(email),
        *email_facts(named["replyToEmail"]),
        *well_known(named, read=named),
        *read_traits(payload.get("visitorTraits")),
        *read_traits(payload.get("extraData"), path=("extra",)),
        *visitor_facts(payload.get("visitor")),
    ]


def visitor_facts(value: object) -> list[Fact]:
    """Return all a `visitor` object says: who, where from, and on which page."""
    visitor = object_of(value)
    places = first_text(visitor, "location")
    handle = first_text(visitor, "handle")
    plain = {
        "username": "identUserId",
        "location": "location",
        "ip": "IPAddress",
        "page": "currentPage",
    }
    facts = [(field, first_text(visitor, key)) for field, key in plain.items()]
    facts.append(("page", first_text(visitor, "referrerURL")))
    return [
        *(fact for fact in facts if fact[1]),
        *name_facts(first_text(visitor, "name"), slugs=[handle], places=places),
        *slug_facts(handle, places=places),
        *email_facts(visitor.get("email")),
        *well_known(visitor, read=("name", "email", "handle", *plain.values(), "referrerURL")),
        *read_traits(visitor.get("identTraits")),
    ]
