"""Whole support chats of our own wording, played by made-up people again and again.

The files in `scenes/` hold scenes: `# what it is about`, then messages `a: …` of the agent and
`v: …` of the visitor, four blanks continuing one on a new line. `{order}` is filled with a value
that stays the same in a scene (`{order2}` is another), `{order.words}` with that value as it is
dictated (`spoken.WAYS`); `[[PERSON|Wiremu]]` marks what is written out. Of `<one|another|>` one is
drawn each time the scene is played.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from redactor.ner.recipe.cases import in_spans, lower, upper
from redactor.ner.recipe.choices import chosen, has_choices, wordings
from redactor.ner.recipe.examples import Chat, Example, Span
from redactor.ner.recipe.make_names import Maker
from redactor.ner.recipe.make_values import Values
from redactor.ner.recipe.spoken import WAYS
from redactor.ner.tags import LABELS

FOLDER = Path(__file__).parent / "scenes"
FILES = (
    *("dictated", "forms", "harmless", "home", "life", "money", "shops", "software", "travel"),
    *("work", "accounts", "gov", "health", "orders", "retail", "telecom"),
    *("business", "places", "family", "secrets", "numbers", "world", "speech"),
    *("references", "memberships", "cards", "papers", "codes", "handles"),
    *("bursts", "digits", "lookalikes"),
    *("pieces", "slips", "disguises", "twofold", "midtalk", "remnants"),
    *("pieces_de", "pieces_fr", "pieces_es", "pieces_it", "pieces_nl", "pieces_pt"),
    *("lang_de", "lang_es", "lang_fr", "lang_it", "lang_nl", "lang_pt"),
    *("chat_de", "chat_es", "chat_fr", "chat_it", "chat_nl", "chat_pt"),
    *("desk_de", "counter_de", "desk_fr", "desk_es", "desk_it", "desk_nl", "desk_pt", "mixed"),
    *("words_de", "words_fr"),
    *("pasted", "passing", "births", "employers", "logins", "streets", "voice", "goods", "names"),
    *("doors", "couriers", "abroad", "firms", "contacts", "letters", "doorsteps", "trades"),
    *("midline", "signed", "staff", "wordpeople", "worldnames", "shelfnames", "nobody"),
    *("rootcause", "lockouts", "vaults", "paperwork", "gadgets", "hints", "stacktraces"),
    *("samename", "shortnames", "nameframes", "rosters", "plainshops"),
    *("streetwise", "reach", "households"),
    *("inpassing", "namedwords", "letterby", "seatplans", "farnames"),
    *("people_de", "people_fr", "people_es", "people_it", "people_nl", "people_pt"),
    *("counterflow", "checkin", "tables", "backcounter", "oddcounter"),
    *("shopline", "longcounter", "askback", "quickdesk"),
    *("byname", "notpeople", "owndoings", "rowsofpeople", "quietnames"),
)

MARKED = {
    **dict.fromkeys(("first", "last", "full", "agent", "initial", "wordname"), "PERSON"),
    **dict.fromkeys(("city", "country"), "LOCATION"),
    **dict.fromkeys(("order", "tracking", "ticket"), "ORDER_ID"),
    **dict.fromkeys(("card", "cardend", "expiry"), "CREDIT_CARD"),
    **dict.fromkeys(("idno", "plate"), "ID_DOCUMENT"),
    **dict.fromkeys(("pin", "otp", "key", "cvv", "phrase"), "SECRET"),
    "org": "ORGANIZATION",
    "street": "STREET_ADDRESS",
    "address": "STREET_ADDRESS",
    "zip": "POSTAL_CODE",
    "phone": "PHONE_NUMBER",
    "email": "EMAIL_ADDRESS",
    "user": "USERNAME",
    "password": "PASSWORD",
    "account": "ACCOUNT_ID",
    "iban": "IBAN_CODE",
    **dict.fromkeys(("dob", "born"), "DATE_OF_BIRTH"),
    "age": "AGE",
    "ip": "?",
}
"""Labels of slots; a slot that is not here holds nothing personal, `?` that nobody says."""

ADDRESSES = (
    "{street}, {city} {zip}",
    "{street}, {city}, {zip}",
    "{street}, {zip} {city}",
    "{street} {city} {zip}",
)
"""How a whole address is written in a line; `{address}` stands for one of them."""

FAVOURED = {
    "de": ("DE", "AT", "CH", "TR"),
    "es": ("ES", "MX", "AR", "CL", "CO", "PE"),
    "fr": ("FR", "BE", "SN", "MA"),
    "nl": ("NL", "BE", "MA", "TR"),
    "it": ("IT", "CH", "RO"),
    "pt": ("PT", "BR"),
}
"""Whose people write in a language, mostly; files are named `…_de`."""

PLAIN = frozenset(
    (
        *("product", "brand", "num", "price", "code", "version", "date", "time", "flight", "sku"),
        *("amount", "promo", "size", "designer", "item", "color", "plan", "month", "day"),
        *("reading", "isbn", "part", "year", "d"),
    )
)

PART = re.compile(r"\{([a-z]+)(\d*)((?:\.[a-z]+)*)\}|\[\[([A-Z_]+)\|(.*?)\]\](?!\])", re.DOTALL)
WHOLE_ADDRESS = re.compile(r"\{address(\d*)((?:\.(?:low|up|words))*)\}")
SLOT = re.compile(r"\{([a-z]+)(\d*)((?:\.[a-z]+)*)\}")
LINE = re.compile(r"([av]): ?(.*)")
LEFT_OVER = re.compile(r"<[^<>]*\||\|[^<>|]*>")
"""What a choice leaves that stands in another, or that holds a stray `<` or `>`."""

OFTENER = 3
"""How many times as often a scene is played that has choices: it sounds different each time."""


class SceneInvalid(ValueError):
    """A scene file that cannot be read: its name and line number."""

    def __init__(self, name: str, number: int) -> None:
        super().__init__(f"{name}.txt line {number}: not `# title`, `a: …`, `v: …` or four blanks")


@dataclass(frozen=True, slots=True)
class Line:
    """A message of a scene: by the visitor or not, with its slots still in it."""

    by_visitor: bool
    text: str


def read_scenes(name: str) -> list[list[Line]]:
    """The scenes of `<name>.txt`; SceneInvalid on a line that is none."""
    scenes: list[list[Line]] = []
    rows = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    for number, row in enumerate(rows, 1):
        if row.startswith("# "):
            scenes.append([])
        elif row.startswith("    ") and scenes and scenes[-1]:
            last = scenes[-1].pop()
            scenes[-1].append(replace(last, text=f"{last.text}\n{row[4:]}"))
        elif (match := LINE.fullmatch(row)) and scenes:
            scenes[-1].append(Line(match[1] == "v", match[2]))
        elif row.strip():
            raise SceneInvalid(name, number)
    return scenes


class Player:
    """Fills one scene; who plays it keeps name, numbers and places from line to line."""

    def __init__(self, maker: Maker, values: Values) -> None:
        self.maker = maker
        self.values = values
        self.random = maker.random
        self.known: dict[tuple[str, str], str] = {}

    def play(self, scene: Sequence[Line]) -> Chat:
        """The messages in order, what they mark marked."""
        filled = [self._fill(line.text) for line in scene]
        return tuple(
            retype(example, self.random) if line.by_visitor else replace(example, by_visitor=False)
            for line, example in zip(scene, self._in_case(scene, filled), strict=True)
        )

    def _in_case(self, scene: Sequence[Line], filled: Sequence[Example]) -> Iterator[Example]:
        """The visitor as somebody else would type: small names, all small, all capitals."""
        draw = self.random.random()
        for line, example in zip(scene, filled, strict=True):
            if not line.by_visitor or draw < 0.45:
                yield example
            elif draw < 0.68:
                yield in_spans(example, lower)
            elif draw < 0.95:
                yield replace(example, text=lower(example.text))
            else:
                yield replace(example, text=upper(example.text))

    def _fill(self, template: str) -> Example:
        text, at = "", 0
        spans: list[Span] = []
        template = chosen(template, self.random)
        template = WHOLE_ADDRESS.sub(self._address, template)
        for match in PART.finditer(template):
            between = template[at : match.start()]
            text, at = text + between, match.end()
            slot, number, ways, label, literal = match.groups()
            value = self._written(literal) if label else self._value(slot, number, ways)
            label = label or MARKED.get(slot, "")
            if label:
                goes_on = label == "PERSON" and between == " " and self._ends_name(spans, text)
                start = spans.pop()[0] if goes_on else len(text)
                spans.append((start, len(text) + len(value), label))
            text += value
        return Example(text=text + template[at:], spans=tuple(spans), source="scenes")

    def _written(self, literal: str) -> str:
        """What is marked: written out, at times but for a slot in it."""
        return SLOT.sub(lambda match: self._value(*match.groups()), literal)

    def _address(self, match: re.Match[str]) -> str:
        number, ways = match.groups()
        return re.sub(r"\}", f"{number}{ways}}}", self.random.choice(ADDRESSES))

    @staticmethod
    def _ends_name(spans: Sequence[Span], text: str) -> bool:
        return bool(spans) and spans[-1][2] == "PERSON" and spans[-1][1] == len(text) - 1

    def _value(self, slot: str, number: str, ways: str) -> str:
        value = self._known(slot, number)
        for way in ways.split(".")[1:]:
            value = WAYS[way](value, self.random) or value
        return value

    def _known(self, slot: str, number: str) -> str:
        if slot == "full":
            return f"{self._known('first', number)} {self._known('last', number)}"
        if (slot, number) not in self.known:
            self.known[slot, number] = self._new(slot, number)
        return self.known[slot, number]

    def _new(self, slot: str, number: str) -> str:
        if slot in {"first", "agent"}:
            return self.maker.first()
        if slot == "last":
            return self.maker.last()
        if slot == "address":
            return ", ".join(self._known(part, number) for part in ("street", "city", "zip"))
        if slot == "email" and self.random.random() < 0.7:
            return self.values.email(self._known("first", number), self._known("last", number))
        if slot == "order" and self.random.random() < 0.1:
            return self.values.make["ticket"]()
        if slot == "user" and self.random.random() < 0.4:
            return self.maker.user(self._known("first", number), self._known("last", number))
        if slot in self.values.make:
            return self.values.make[slot]()
        fills = self.maker.fills
        return self.random.choice(fills.get(f"{slot}_{self.maker.language}", fills[slot]))


def retype(example: Example, random: Random) -> Example:
    """As thumbs type it: words outside the spans lose, double or swap a letter, stops go."""
    if random.random() < 0.55:
        return example
    text, at = "", 0
    spans: list[Span] = []
    for start, end, label in example.spans:
        text += _slips(example.text[at:start], random)
        spans.append((len(text), len(text) + end - start, label))
        text, at = text + example.text[start:end], end
    return replace(example, text=text + _slips(example.text[at:], random), spans=tuple(spans))


def _slips(text: str, random: Random) -> str:
    def slip(match: re.Match[str]) -> str:
        word = match[0]
        if random.random() > 0.06:
            return word
        at = random.randrange(1, len(word) - 1)
        ways = (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
        return random.choice(ways)

    slipped = re.sub(r"[a-z]{4,}", slip, text)
    return re.sub(r"[.,!](?=\s|$)", "", slipped) if random.random() < 0.3 else slipped


def play_all(maker: Maker, times: int, share: float) -> Iterator[Chat]:
    """Every scene `times` over, or a share of them."""
    for name in FILES:
        scenes = read_scenes(name)
        there = at_home(maker, name)
        values = Values(there)
        for scene in maker.random.sample(scenes, max(1, round(len(scenes) * share))):
            free = any(has_choices(line.text) for line in scene)
            for _ in range(times * (OFTENER if free else 1)):
                yield Player(there, values).play(scene)


def at_home(maker: Maker, name: str) -> Maker:
    """The maker who draws people, streets and dates as they are where a file's language is."""
    language = name.rpartition("_")[2]
    if language not in FAVOURED:
        return maker
    known = {*maker.names.forenames} & {*maker.names.surnames}
    countries = tuple(country for country in FAVOURED[language] if country in known)
    return replace(maker, favoured=countries, language=language)


def check(name: str) -> list[str]:
    """What is wrong with the slots and marks of a scene file, line by line."""
    wrong = []
    for scene in read_scenes(name):
        for line in scene:
            marks = PART.findall(line.text)
            wrong += [f"{name}: label {mark[3]}" for mark in marks if mark[3] not in {"", *LABELS}]
            for slot, _, ways in SLOT.findall(line.text):
                if slot not in MARKED and slot not in PLAIN:
                    wrong.append(f"{name}: slot {slot}")
                wrong += [f"{name}: way {way}" for way in ways.split(".")[1:] if way not in WAYS]
            if any(LEFT_OVER.search(PART.sub("", said)) for said in wordings(line.text)):
                wrong.append(
                    f"{name}: a choice in a choice, or a stray < or > in {line.text[:60]!r}"
                )
            left = PART.sub("", line.text)
            if re.search(r"[{}]|\[\[|\]\]", left) and not re.search(
                r"[\"':] ?[{}]|[{}]$|^[{}]", left
            ):
                wrong.append(f"{name}: brackets in {left[:60]!r}")
    return wrong
