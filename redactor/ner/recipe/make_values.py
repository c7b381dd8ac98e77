"""Made-up numbers, logins, secrets and dates, each in the many shapes people write them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from random import Random

from redactor.ner.recipe.make_names import Maker
from redactor.ner.recipe.phrases import read_fills
from redactor.ner.recipe.spoken import MONTHS, said_date
from redactor.ner.recipe.spoken_abroad import MONTHS_ABROAD, said_date_abroad

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
SIGNS = {"#": "0123456789", "@": LETTERS, "%": LETTERS.lower(), "*": LETTERS + "0123456789"}
SHAPES = read_fills("shapes")
"""Shapes of numbers by slot: `#` a digit, `@` a letter, `%` a small one, `*` either."""


def shaped(pattern: str, random: Random) -> str:
    """`pattern` with its signs replaced by digits and letters."""
    return "".join(random.choice(SIGNS[sign]) if sign in SIGNS else sign for sign in pattern)


class Values:
    """Makes one value of a slot at a time, about one person."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        self.random = maker.random
        self.make: Mapping[str, Callable[[], str]] = {
            **{slot: self._shaped(slot) for slot in SHAPES},
            "phone": self.phone,
            "email": self.email,
            "user": self.user,
            "card": self.card,
            "dob": self.birth,
            "born": self.birth_said,
            "phrase": self.phrase,
            "date": self.date,
            "age": lambda: str(self.random.randint(16, 93)),
            "password": self.password,
            "num": lambda: str(self.random.randint(1, 99)),
            "d": lambda: str(self.random.randint(0, 9)),
            "year": lambda: str(self.random.randint(1990, 2027)),
            "zip": maker.places.postcode,
            "street": maker.places.address,
            "city": maker.city,
            "org": maker.org,
            "initial": maker.initial,
            "country": lambda: self.random.choice(SHAPES["country"]),
        }

    def _shaped(self, slot: str) -> Callable[[], str]:
        return lambda: shaped(self.random.choice(self._shapes(slot)), self.random)

    def _shapes(self, slot: str) -> Sequence[str]:
        """The shapes of a slot: those of the language that is written, mostly."""
        at_home = SHAPES.get(f"{slot}_{self.maker.language}")
        return at_home if at_home and self.random.random() < 0.85 else SHAPES[slot]

    def phone(self) -> str:
        """A telephone number; half of them in a shape of North America or Britain."""
        number = shaped(self.random.choice(self._shapes("phone")), self.random)
        draw = self.random.random()
        if draw < 0.15:
            return number.replace("-", "").replace(" ", "")
        return number.replace("-", self.random.choice((" ", "."))) if draw < 0.25 else number

    def email(self, first: str = "", last: str = "") -> str:
        """An e-mail address, of the person named or of any; now and then with a slip in it."""
        choose = self.random.choice
        first, last = first or self.maker.first(), last or self.maker.last()
        one, two = (_plain(name) or "info" for name in (first, last))
        number = str(self.random.randint(1, 2009))
        local = choose(
            (
                *(f"{one}.{two}", f"{one}.{two}", f"{one[0]}{two}", f"{one}{two}", one),
                *(f"{one}_{two}", f"{one}{number}", f"{two}.{one[0]}", f"{one}.{two}{number}"),
                *(choose(self.maker.fills["stem"]).lower() + number, f"{one}+shop"),
            )
        )
        host = choose(SHAPES["host"])
        if self.random.random() < 0.2:
            host = f"{two}{choose(('.example', '.com', '.co.uk', '-design.com', 'group.example'))}"
        return f"{local}@{shaped(host, self.random)}"

    def user(self) -> str:
        """A login or handle, of a name or of words."""
        choose, draw = self.random.choice, self.random.random()
        if draw < 0.45:
            return choose(("", "", "", "@")) + self.maker.user()
        words = [choose(self.maker.fills[slot]).lower() for slot in ("stem", "stemtail")]
        if draw < 0.75:
            mark = choose(("", "", "_", ".", "-"))
            return mark.join(words) + choose(("", "", str(self.random.randint(1, 2026))))
        return shaped(choose(SHAPES["handle"]), self.random).replace("~", "".join(words))

    def card(self) -> str:
        """A card number with a check digit that is right; now and then all but its end starred."""
        start = self.random.choice(("4", "4", "51", "53", "55", "2221", "37", "6011"))
        size = 15 if start == "37" else 16
        digits = start + shaped("#" * (size - 1 - len(start)), self.random)
        number = digits + _check_digit(digits)
        cuts = (4, 10, 15) if size == 15 else (4, 8, 12, 16)
        parts = [number[a:b] for a, b in zip((0, *cuts), cuts, strict=False)]
        if self.random.random() < 0.12:
            star = self.random.choice("*xX•")
            parts = [*(star * len(part) for part in parts[:-1]), parts[-1]]
        return self.random.choice((" ", " ", "-", "", "")).join(parts)

    def birth(self) -> str:
        """A date of birth."""
        return self._dated(dt.date(1935, 1, 1), 75 * 365, born=True)

    def birth_said(self) -> str:
        """A date of birth in words."""
        day = dt.date(1935, 1, 1) + dt.timedelta(days=self.random.randrange(75 * 365))
        if self.maker.language:
            return said_date_abroad(day, self.maker.language, self.random)
        return said_date(day, self.random)

    def date(self) -> str:
        """The date of an event, these years."""
        return self._dated(dt.date(2023, 1, 1), 5 * 365, born=False)

    def _dated(self, since: dt.date, days: int, *, born: bool) -> str:
        day = since + dt.timedelta(days=self.random.randrange(days))
        if self.maker.language and self.random.random() < 0.9:
            return self._dated_abroad(day, born=born)
        month = MONTHS[day.month - 1]
        end = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 * (day.day % 100 not in (11, 12, 13)))
        nth = f"{day.day}{end or 'th'}"
        short = f"{day.year % 100:02}"
        shapes = [
            *(f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}"),
            *(f"{day.day}/{day.month}/{short}", f"{day.day} {month} {day.year}"),
            *(f"{month} {day.day}, {day.year}", f"{month[:3]} {nth} {day.year}"),
            *(f"{nth} of {month} {day.year}", f"{day:%d%m%Y}", f"{day.day}-{month[:3]}-{short}"),
            *(f"{day:%d %m %Y}", f"{day.day}.{day.month}.{short}", f"{nth} {month} {short}"),
        ]
        if not born:
            del shapes[9]
            shapes += [f"{month} {day.day}", f"{nth} {month}", f"{day.day} {month[:3]}", month]
        return self.random.choice(shapes)

    def _dated_abroad(self, day: dt.date, *, born: bool) -> str:
        """A date as it is written in the language of the maker."""
        months = MONTHS_ABROAD[self.maker.language]
        month, short = months[day.month - 1], f"{day.year % 100:02}"
        of = {"es": " de ", "pt": " de ", "de": ". "}.get(self.maker.language, " ")
        shapes = [
            *(f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day:%d-%m-%Y}", f"{day:%d %m %Y}"),
            *(f"{day.day}.{day.month}.{short}", f"{day.day}/{day.month}/{short}"),
            f"{day.day}{of}{month}{' de ' if of == ' de ' else ' '}{day.year}",
            *(f"{day.day}{of}{month} {short}", f"{day.day} {month} {day.year}"),
            f"{day:%d%m%Y}",
        ]
        if not born:
            del shapes[-1]
            shapes += [f"{day.day}{of}{month}", f"{day.day}.{day.month}.", f"{day.day} {month[:3]}"]
        return self.random.choice(shapes)

    def password(self) -> str:
        """A password: words and digits, or signs at random."""
        choose, draw = self.random.choice, self.random.random()
        stem, tail = (choose(self.maker.fills[slot]) for slot in ("stem", "stemtail"))
        if draw < 0.6:
            number = str(self.random.randint(1, 2026))
            word = choose((stem, stem.lower(), stem + tail, stem + tail.title(), tail))
            return word + choose(("", "", "-", "_", "!")) + number + choose(("", "", "!", "?", "$"))
        if draw < 0.7:
            words = [choose(self.maker.fills["stem"]).lower() for _ in range(3)]
            return choose(("-", "", ".")).join(words)
        return shaped(choose(SHAPES["password"]), self.random)

    def phrase(self) -> str:
        """Words that open something: of a recovery sheet, of an alarm, between two people."""
        choose = self.random.choice
        size = choose((2, 2, 3, 4, 6, 12))
        words = [choose(self.maker.fills[choose(("stem", "stemtail"))]) for _ in range(size)]
        return choose((" ", " ", " ", "-", ", ")).join(words).lower()


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isascii() and char.isalnum())


def _check_digit(digits: str) -> str:
    """The digit that makes the number pass (H. P. Luhn, US 2,950,048)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 * (doubled > 9)
    return str(-total % 10)
