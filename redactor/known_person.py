"""Know the person: who and what Identity and the session tell of, to be sought everywhere in it.

The visitor is `visitor`, agents are `agent:0`, `agent:1`…, others `person:0`…; all forms of a
name mean the same person and so share a label.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from redactor.clues import FOUND_SCORE, TOLD_SCORE, Clue
from redactor.conversation import Identity, Session
from redactor.identity_values import (
    add_company,
    add_company_of,
    add_contact,
    add_custom,
    add_host_of,
    add_location,
    meaning,
    parts_of,
)
from redactor.known_values import FOUND_PERSON, KnownValues
from redactor.name_owners import NameOwners
from redactor.names import INSIDE_NAMES, is_capitalised
from redactor.nicknames import nicknames_of
from redactor.reading import key, read
from redactor.reasons import COMPANY_SOURCES
from redactor.spans import Span, held
from redactor.turns import Turn, tokens_of
from redactor.vocabulary import is_forename, is_never_a_name, is_ordinary, is_word, words_of

_NO_NAME = words_of("no_persons")
_DESKS = words_of("desks")
_TITLES = words_of("titles")
_SELF = frozenset({"conversation:introduced", "conversation:asked_name", "conversation:signed"})
_CERTAIN = 0.6
_FORWARDED = re.compile(
    r"forwarded|original message|weitergeleitet|transf[ée]r[ée]|reenviado|inoltrato|doorgestuurd"
    r"|encaminhad|phish|scam|spam",
    re.IGNORECASE,
)
"""In a mail of others, the hosts are theirs."""
_PARTS_OF_A_LOCAL = re.compile(r"[^\W\d_]{4,}")
_SHORT_NICKNAME = 4
_SURE_OF_A_NAME = 0.9
_MOST_WORDS_OF_A_NAME = 7

# Found entities that are no single value of a person, or only a word.
NOT_SOUGHT = frozenset(
    {"PERSON", "AGE", "DATE_TIME", "NRP", "TITLE", "LOCATION", "ORGANIZATION", "URL"}
    | {"SPECIAL_CATEGORY"}
)


@dataclass(slots=True)
class People:
    """Everyone known in a session: the words of their names, and all else to be sought."""

    values: KnownValues = field(default_factory=KnownValues)
    names: NameOwners = field(default_factory=NameOwners)

    def who(self, words: Iterable[str]) -> str:
        """Return whom the words of a name mean: the one who has most of them, or "".

        Two who share a surname are two: each has a name the other has not.
        """
        wanted = {word for word in words if len(word) > 1}
        known = self.names.of(wanted)
        return known or (self.values.person(wanted.pop()) if len(wanted) == 1 else "")

    def add_name(
        self, person: str, name: str, source: str, *, told: bool = True, careful: bool = False
    ) -> None:
        """Seek every form of `name`; of one that was not told but found, no small ordinary words.

        Where it is `careful`, single words of it count only where the context says so.
        """
        words = name_words(name)
        if not words:
            return
        self.names.add(person, words)
        score = FOUND_SCORE if source.startswith("known:") else TOLD_SCORE
        sure = Clue(entity="PERSON", means=person, source=source, score=score)
        unsure = replace(sure, careful=True)
        for word in _sought_alone(words, told=told):
            doubted = careful or is_word(word) or len(word) < 3
            self.values.add(word, unsure if doubted else sure)
        if len(words) == 1 and not careful and is_capitalised(name):
            self.values.add(words[0], replace(unsure, written=name))
        if told:
            for nickname in nicknames_of(words[0]):
                self.names.add(person, [nickname])
                short = is_word(nickname) or len(nickname) < _SHORT_NICKNAME
                self.values.add(nickname, unsure if short else sure)
        if len(words) > 1:
            first, last = words[0], words[-1]
            self.values.add(" ".join(words), sure)
            for joined in (first + last, last + first, first[0] + last, first + last[0]):
                if len(joined) >= 5 and not is_word(joined) and not is_forename(joined):
                    self.values.add(joined, sure)
            self.values.initials.setdefault(first[0] + last[0], sure)


def _sought_alone(words: Sequence[str], *, told: bool) -> Iterator[str]:
    """Yield the words of a name that are sought by themselves."""
    for place, word in enumerate(words):
        inside = word in INSIDE_NAMES and 0 < place < len(words) - 1
        if not inside and len(word) > 1 and (told or not is_word(word) or is_forename(word)):
            yield word


def name_words(name: str) -> list[str]:
    """Return the words of a name for comparing, without titles and words no one is called."""
    return [
        token.key
        for token in tokens_of(read(name).text)
        if token.key not in _TITLES
        and token.key not in _NO_NAME
        and not is_never_a_name(token.text)
        and not token.text[0].isdigit()
    ]


def know(session: Session, turns: Sequence[Turn], found: dict[int, list[Span]]) -> People:
    """Gather who and what is known from the session's identities and from what was found."""
    people = People()
    _add_identity(people, session.identity)
    for number, agent in enumerate(session.agents):
        people.add_name(f"agent:{number}", agent.name, "identity:agent")
        add_contact(people.values, agent, "identity:agent")
    for turn in turns:
        _add_speaker(people, turn)
    _add_found_names(people, turns, found)
    _add_found_values(people, turns, found)
    return people


def _add_identity(people: People, identity: Identity) -> None:
    people.add_name("visitor", identity.name, "identity:name")
    add_contact(people.values, identity, "identity")
    add_company(people.values, identity.company, "identity:company")
    add_company_of(people.values, identity.email, "identity:email")
    add_location(people.values, identity.location)
    for name in add_custom(people.values, identity.custom):
        people.add_name("visitor", name, "identity:custom")
    local = identity.email.partition("@")[0]
    for part in re.split(r"[^^\W\d_]+|\d+|[._+-]", local):
        if len(part) > 2 and not is_word(part) and key(part) not in _NO_NAME:
            people.names.add("visitor", [key(part)])
            people.values.add(part, Clue(entity="PERSON", means="visitor", source="identity:email"))


def _add_speaker(people: People, turn: Turn) -> None:
    words = name_words(turn.message.speaker)
    if not words:
        return
    known = people.who(words)
    if turn.by_visitor:
        people.add_name("visitor", turn.message.speaker, "identity:speaker")
    elif not known.startswith("agent:"):
        people.add_name(people.names.new("agent"), turn.message.speaker, "identity:agent")


@dataclass(slots=True)
class _Heard:
    """A name as it was found, and whether an agent or the visitor says it of themself."""

    text: str
    by_agent: bool = False
    by_visitor: bool = False
    sure: bool = False


def _add_found_names(people: People, turns: Sequence[Turn], found: dict[int, list[Span]]) -> None:
    """Add everyone found: who says so themself first, then the longest, so that parts join it."""
    heard: dict[tuple[str, ...], _Heard] = {}
    for turn in turns:
        names = [span for span in found[turn.index] if _is_new_name(span)]
        others = [span for span in found[turn.index] if span.entity != "PERSON"]
        inside = held(names, others) if names else set()
        for span in names:
            words = () if span in inside else _words_of_person(span, turn)
            if words:
                name = heard.setdefault(words, _Heard(turn.text[span.start : span.end]))
                own = span.source in _SELF
                name.by_agent = name.by_agent or (own and turn.by_company)
                name.by_visitor = name.by_visitor or (own and turn.by_visitor)
                name.sure = name.sure or _is_sure(span, words)
    for words, name in sorted(
        heard.items(),
        key=lambda item: (not (item[1].by_agent or item[1].by_visitor), -len(item[0])),
    ):
        person = people.who(words)
        if not person and name.by_agent:
            person = people.names.new("agent")
        elif not person and name.by_visitor and "visitor" not in people.names:
            person = "visitor"
        people.add_name(
            person or people.names.new("person"),
            name.text,
            FOUND_PERSON,
            told=False,
            careful=not name.sure,
        )


def _is_sure(span: Span, words: tuple[str, ...]) -> bool:
    """Whether a found name may be sought in any case: a model may err on one strange word."""
    told = span.source.startswith("conversation:")
    return told or span.score >= _SURE_OF_A_NAME or any(map(is_forename, words))


def _is_new_name(span: Span) -> bool:
    return span.entity == "PERSON" and span.score >= _CERTAIN and not span.means


def _words_of_person(span: Span, turn: Turn) -> tuple[str, ...]:
    """Return the words of a found name, or none where it is only an ordinary word."""
    text = turn.text[span.start : span.end]
    words = tuple(name_words(text))
    if len(words) > _MOST_WORDS_OF_A_NAME:
        return ()
    only_a_word = len(words) == 1 and is_ordinary(words[0]) and not is_forename(words[0])
    return () if only_a_word and text.islower() else words


def _add_found_values(people: People, turns: Sequence[Turn], found: dict[int, list[Span]]) -> None:
    for turn in turns:
        for span in found[turn.index]:
            value = turn.text[span.start : span.end]
            if span.entity == "ORGANIZATION" and span.source in COMPANY_SOURCES:
                add_company(people.values, value, "known:company")
            elif span.entity not in NOT_SOUGHT and span.score >= _CERTAIN:
                _add_value(people.values, value, span)
            if span.entity == "EMAIL_ADDRESS" and turn.by_visitor:
                _add_forenames_of(people, value)
                theirs = " ".join(turn.key for turn in turns if turn.by_company)
                add_company_of(people.values, value, "known:company", theirs)
                if not _FORWARDED.search(turn.text):
                    add_host_of(people.values, value, "known:value", theirs)


def _add_forenames_of(people: People, mail: str) -> None:
    """Seek the forenames a visitor's own mail has before its at sign: `ingrid.ek@`."""
    for part in _PARTS_OF_A_LOCAL.findall(mail.partition("@")[0]):
        if is_forename(key(part)) and not is_word(part) and key(part) not in _DESKS:
            person = people.who([key(part)]) or people.names.new("person")
            people.add_name(person, part.capitalize(), FOUND_PERSON, told=False)


def _add_value(values: KnownValues, value: str, span: Span) -> None:
    tokens = tokens_of(value)
    size = sum(len(token.text) for token in tokens)
    if size < 4 or (len(tokens) == 1 and is_word(value) and value.isalpha()):
        return
    clue = Clue(
        entity=span.entity,
        means=span.means or meaning(span.entity, value),
        source="known:value",
        score=FOUND_SCORE,
    )
    if (
        span.entity == "STREET_ADDRESS"
        and not any(map(str.isdigit, value))
        and not _is_sure(span, ())
    ):
        return
    values.add(value, clue)
    for part in parts_of(span.entity, value):
        values.add(part, clue)
    if span.entity == "EMAIL_ADDRESS" and "@" in value:
        local = value.partition("@")[0]
        desk = key(local) in _NO_NAME or key(local) in _DESKS
        if len(local) > 3 and not is_word(local) and not desk:
            values.add(local, clue)
