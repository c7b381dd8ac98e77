"""Made-up street addresses in the shapes of several countries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from redactor.ner.recipe.phrases import read_fills

STREETS = read_fills("streets")
POSTCODES = {
    "de": ("#####", "#####", "#####", "####", "D-#####"),
    "es": ("#####", "#####", "#####", "####", "CP #####"),
    "fr": ("#####", "#####", "#####", "####"),
    "it": ("#####", "#####", "#####", "I-#####"),
    "nl": ("#### @@", "####@@", "#### @@", "####", "####"),
    "pt": ("####-###", "#####-###", "####-###", "#####-###", "########"),
}
"""Shapes of postal codes by language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Draws one street address at a time; `surname` gives streets called after somebody."""

    random: Random
    surname: Callable[[], str]
    language: str = ""

    def address(self) -> str:
        """A street with its house number, at times with a unit; or a named house, a post box."""
        shapes = {
            self._american: 40,
            self._british: 14,
            self._german: 9,
            self._french: 7,
            self._spanish: 7,
            self._italian: 5,
            self._dutch: 6,
            self._portuguese: 5,
            self._indian: 4,
            self._other: 5,
        }
        at_home = {
            "de": self._german,
            "fr": self._french,
            "es": self._spanish,
            "it": self._italian,
            "nl": self._dutch,
            "pt": self._portuguese,
        }
        if self.language in at_home and self.random.random() < 0.85:
            return at_home[self.language]()
        return self.random.choices(tuple(shapes), tuple(shapes.values()))[0]()

    def street(self) -> str:
        """A street without a number."""
        return f"{self._name(STREETS['common'])} {self.random.choice(STREETS['kind'])}"

    def postcode(self) -> str:
        """A postal code of some country."""
        anywhere = ("#####", "#####", "@@# #@@", "@# #@@", "#### @@", "@#@ #@#", "####", "######")
        shape = self.random.choice(POSTCODES.get(self.language, anywhere))
        return "".join(
            self.random.choice({"#": "0123456789", "@": "ABDEHLNPRSTW"}.get(char, char))
            for char in shape
        )

    def _name(self, names: tuple[str, ...]) -> str:
        return self.surname() if self.random.random() < 0.4 else self.random.choice(names)

    def _number(self) -> str:
        number = int(10 ** self.random.uniform(0, 4.2))
        letter = self.random.choice("abcABC") if self.random.random() < 0.1 else ""
        return f"{number}{letter}"

    def _small(self) -> str:
        return str(self.random.randint(1, 180)) + self.random.choice(("", "", "", "", "a", "b"))

    def _unit(self) -> str:
        unit = self.random.choice(STREETS["unit"])
        return unit.format(n=self.random.randint(1, 99), l=self.random.choice("ABCDEF"))

    def _american(self) -> str:
        draw = self.random.random()
        way = self.random.choice(("N", "S", "E", "W", "North", "West", "NE", "SW"))
        toward = f"{way} " if self.random.random() < 0.15 else ""
        if draw < 0.15:
            nth = self.random.randint(1, 190)
            end = "th" if 10 < nth % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(nth % 10, "th")
            street = f"{nth}{end} {self.random.choice(('St', 'Ave', 'Street', 'Avenue'))}"
        elif draw < 0.2:
            road = self.random.choice(("Highway", "County Road", "Route", "Hwy", "State Rd"))
            street = f"{road} {self.random.randint(2, 999)}"
        else:
            street = self.street()
        unit = self.random.choice((", ", " ")) + self._unit() if self.random.random() < 0.3 else ""
        return f"{self._number()} {toward}{street}{unit}"

    def _british(self) -> str:
        street, draw = self.street(), self.random.random()
        if draw < 0.35:
            return f"Flat {self.random.randint(1, 40)}, {self._small()} {street}"
        if draw < 0.75:
            return f"{self.random.choice(STREETS['house'])}, {street}"
        if draw < 0.85:
            return f"{self.random.choice(STREETS['house'])}, {self._small()} {street}"
        return f"{self._small()} {street}"

    def _german(self) -> str:
        draw = self.random.random()
        end = self.random.choice(("straße", "strasse", "str.", "weg", "allee", "gasse", "platz"))
        if draw < 0.2:
            return f"{self.surname()}{end} {self._small()}"
        if draw < 0.35:
            place = self.random.choice(("Am Markt", "An der Mühle", "Im Tal", "Zum Bahnhof"))
            return f"{place} {self._small()}"
        return f"{self.random.choice(STREETS['german'])}{end} {self._small()}"

    def _french(self) -> str:
        kind = self.random.choice(("rue", "avenue", "boulevard", "place", "allée", "bd", "chemin"))
        more = self.random.choice(("", "", "", " bis", ","))
        unit = self.random.choice(("", "", "", ", appt 12", ", bât. B"))
        return f"{self._small()}{more} {kind} {self._name(STREETS['french'])}{unit}"

    def _spanish(self) -> str:
        kind = self.random.choice(("Calle", "calle", "C/", "Avenida", "Av.", "Avda.", "Plaza"))
        mark = self.random.choice((" ", ", ", " nº ", " #"))
        unit = self.random.choice(("", "", ", 3º B", ", 2º izq", " piso 4", ", depto 12", " 1ºA"))
        return f"{kind} {self._name(STREETS['spanish'])}{mark}{self._small()}{unit}"

    def _italian(self) -> str:
        kind = self.random.choice(("Via", "via", "Viale", "Piazza", "Corso", "Largo", "Vicolo"))
        mark = self.random.choice((" ", ", "))
        return f"{kind} {self._name(STREETS['italian'])}{mark}{self._small()}"

    def _dutch(self) -> str:
        end = self.random.choice(("straat", "laan", "weg", "plein", "gracht", "kade", "dreef"))
        unit = self.random.choice(("", "", "", "-2", " hs", " bus 3"))
        return f"{self.random.choice(STREETS['dutch'])}{end} {self._small()}{unit}"

    def _portuguese(self) -> str:
        kind = self.random.choice(("Rua", "rua", "Av.", "Avenida", "Travessa", "Praça", "R."))
        unit = self.random.choice(("", "", ", apto 302", " - bloco B", ", 2º esq", " casa 4"))
        return (
            f"{kind} {self._name(STREETS['portuguese'])}{self.random.choice((' ', ', ', ', nº '))}"
            f"{self._small()}{unit}"
        )

    def _indian(self) -> str:
        name, number = self.surname(), self.random.randint(1, 400)
        return self.random.choice(
            (
                f"Flat {number}, {name} Apartments, {self.random.randint(2, 9)}th Cross",
                f"H.No. {number}/{self.random.randint(1, 60)}, {name} Nagar",
                f"{number}, {name} Layout, MG Road",
                f"Plot {number}, Sector {self.random.randint(2, 99)}",
                f"House {number}, Street {self.random.randint(1, 60)}, Phase {number % 8 + 1}",
                f"{number} {name} Street, Off {self.surname()} Road",
            )
        )

    def _other(self) -> str:
        name, number = self.surname(), self.random.randint(1, 400)
        return self.random.choice(
            (
                f"PO Box {number * 7}",
                f"P.O. Box {number}",
                f"ul. {name} {number}",
                f"{number % 9 + 1}-{number % 30 + 1}-{number % 20 + 1} {name}-cho",
                f"Jalan {name} No. {number}",
                f"Blk {number} {name} Avenue {number % 9 + 1} #0{number % 9 + 1}-{number}",
                f"{name} Caddesi No: {number}",
                f"{name}gatan {number % 90 + 1}",
                f"{name}vej {number % 90 + 1}, 2. tv",
                f"{number} Soi {number % 40 + 1}",
                f"RR {number % 9 + 1} Box {number}",
            )
        )
