"""Made-up persons, places and companies, drawn from the lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from redactor.ner.recipe.make_places import Places
from redactor.ner.recipe.names import Names, invented

INVENTED = 0.12
"""Share of persons whose names are invented letter by letter."""

NON_LATIN_KEPT = 0.3
"""Share of drawn names in other letters that are kept: who writes English mostly writes Latin."""


def misspell(name: str, random: Random) -> str:
    """One slip of the fingers: a letter dropped, doubled or swapped with the next."""
    if len(name) < 4:
        return name
    at = random.randrange(1, len(name) - 1)
    return random.choice(
        (
            name[:at] + name[at + 1 :],
            name[: at + 1] + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Draws one person, place or company at a time."""

    names: Names
    fills: Mapping[str, Sequence[str]]
    random: Random
    favoured: Sequence[str] = ()
    """Countries of the language that is written."""
    language: str = ""
    """That language, such as `de`, or nothing where it is English."""

    def _pair(self) -> tuple[str, str]:
        """A forename and a surname of one country, else of the census; some are invented."""
        draw = self.random.random()
        country = self._country()
        if draw > 1 - INVENTED:
            return self._invented(self.names.forenames), self._invented(self.names.surnames)
        if draw < 0.6:
            first = self._kept(self.names.forenames[country])
            surnames = self.names.surnames.get(country)
            return first, self._kept(surnames) if surnames else self.names.census_surnames.draw(
                self.random
            )
        return self.names.census_forenames.draw(self.random), self.names.census_surnames.draw(
            self.random
        )

    def _country(self) -> str:
        """Any country; mostly one of `favoured` where a message is in their language."""
        if self.favoured and self.random.random() < 0.6:
            return self.random.choice(self.favoured)
        if self.random.random() < 0.5:
            return self.random.choice(self.names.peopled)
        return self.random.choice(tuple(self.names.forenames))

    def _invented(self, lists: Mapping[str, Sequence[str]]) -> str:
        """A name nobody may ever have had, that sounds like those of one country."""
        return invented(self._kept(self.random.choice(tuple(lists.values()))), lists, self.random)

    def _kept(self, names: Sequence[str]) -> str:
        name = self.random.choice(names)
        while (
            not name.isascii() and ord(max(name)) > 0x24F and self.random.random() > NON_LATIN_KEPT
        ):
            name = self.random.choice(names)
        return name

    def first(self) -> str:
        """A forename, at times doubled, at times misspelled."""
        first, _ = self._pair()
        if self.random.random() < 0.04:
            first += self.random.choice("- ") + self._pair()[0]
        return misspell(first, self.random) if self.random.random() < 0.05 else first

    def last(self) -> str:
        """A surname, at times double or with a particle."""
        _, last = self._pair()
        draw = self.random.random()
        if draw < 0.04:
            return f"{last}-{self._pair()[1]}"
        if draw < 0.09:
            return self.random.choice(
                ("de", "van", "von", "van der", "al", "bin", "da", "del", "Di", "De La")
            ) + (f" {last}")
        return misspell(last, self.random) if draw < 0.13 else last

    def full(self) -> str:
        """Forename and surname of one person, at times with a middle name or initial."""
        first, last = self._pair()
        draw = self.random.random()
        if draw < 0.08:
            return f"{first} {self.initial()} {last}"
        if draw < 0.14:
            return f"{first} {self.first()} {last}"
        if draw < 0.22:
            return f"{self.first()} {self.last()}"
        return f"{first} {last}"

    def initial(self) -> str:
        """`R.` or `R`."""
        return self.random.choice("ABCDEFGHJKLMNPRSTVW") + self.random.choice((".", ""))

    def city(self) -> str:
        """A place: half the time one everyone knows."""
        return self.random.choice(
            self.fills["place"] if self.random.random() < 0.6 else self.names.cities
        )

    def street(self) -> str:
        """A street, mostly called after somebody: no person."""
        return self.places.street()

    @property
    def places(self) -> Places:
        """Where they live."""
        return Places(random=self.random, surname=lambda: self._pair()[1], language=self.language)

    def spelled(self) -> str:
        """A name letter by letter: `S-A-R-A`, `s a r a l e e`, `M as in Mike, A as in Alpha`."""
        first, last = self._pair()
        name = self.random.choice((first, last, f"{first} {last}"))
        mark = self.random.choice(("-", "-", " ", ".", " - ", ", "))
        cased = self.random.choice((str.upper, str.upper, str.lower))
        return "  ".join(mark.join(cased(part)) for part in name.split())[:60].rstrip(" -.,")

    def user(self, first: str = "", last: str = "") -> str:
        """A sign-in name made of the person's name, or of any: a username, not a person."""
        if not (first and last):
            first, last = self._pair()
        joined = self.random.choice(
            (
                *(f"{first}{last}", f"{first[0]}{last}", f"{first}_{last}", first),
                *(f"{first}.{last}", f"{last}{first[0]}", f"{first[0]}.{last}", f"{last}.{first}"),
                *(f"{first}{last[0]}", f"{first[:3]}{last[:3]}", f"{first[0]}{last[:5]}"),
            )
        )
        number = str(self.random.randint(1, 2026)) if self.random.random() < 0.7 else ""
        return joined.replace(" ", "").lower() + (number or self.random.choice(("_x", "", "")))

    def org(self) -> str:
        """A known brand or a made-up company."""
        draw, choose = self.random.random(), self.random.choice
        kind = f"firm_{self.language or 'en'}"
        if draw > 0.5 or (self.language and draw > 0.2):
            return self._firm(choose(self.fills[kind]))
        if draw < 0.2:
            return choose(self.fills["brand"])
        stem = choose(self.fills["stem"]) + choose(self.fills["stemtail"])
        surname = self.names.census_surnames.draw(self.random)
        if draw < 0.3:
            return f"{surname} {choose(self.fills['ending'])}"
        if draw < 0.34:
            return f"{surname} & {self.names.census_surnames.draw(self.random)}"
        return stem if draw < 0.4 else f"{stem} {choose(self.fills['ending'])}"

    def _firm(self, pattern: str) -> str:
        """A company as `pattern` says: `S` a surname, `F` a forename, `W` a word, `C` a place."""
        draw: dict[str, Callable[[], str]] = {
            "S": lambda: self._pair()[1],
            "F": lambda: self._pair()[0],
            "W": lambda: (
                self.random.choice(self.fills["stem"])
                + self.random.choice(("", self.random.choice(self.fills["stemtail"])))
            ),
            "C": lambda: self.random.choice(self.names.cities),
        }
        return re.sub(r"(?<![.\w])[SFWC](?![.\w])", lambda match: draw[match[0]](), pattern)
