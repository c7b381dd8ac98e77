"""Forenames and surnames of the world, and the places, read from the names folder."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

from redactor.ner.recipe.phrases import read_people

FORENAMES = "names/common-forenames-by-country.csv.gz"
SURNAMES = "names/common-surnames-by-country.csv.gz"
CENSUS_FORENAMES = ("names/dist.female.first", "names/dist.male.first")
CENSUS_SURNAMES = "names/dist.all.last.gz"
CITIES = "names/world-cities.csv.gz"
FILES = (FORENAMES, SURNAMES, *CENSUS_FORENAMES, CENSUS_SURNAMES, CITIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighted:
    """Names with running weights, to draw from."""

    names: tuple[str, ...]
    totals: tuple[float, ...]

    def draw(self, random: Random) -> str:
        """One name; the commoner, the likelier."""
        return random.choices(self.names, cum_weights=self.totals)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All name lists; by country where the country is known, in Latin and in its own letters."""

    forenames: dict[str, tuple[str, ...]]
    surnames: dict[str, tuple[str, ...]]
    census_forenames: Weighted
    census_surnames: Weighted
    cities: tuple[str, ...]
    peopled: tuple[str, ...]
    """Countries whose people the public lists lack or hold few of."""


def _open_rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _by_country(path: Path) -> dict[str, tuple[str, ...]]:
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in _open_rows(path):
        for column in ("Romanized Name", "Localized Name"):
            if name := row[column].strip():
                names[row["Country"]][name] = None
    return {country: tuple(found) for country, found in names.items()}


def _census(*paths: Path) -> Weighted:
    """Census lists (name, percent, …), weighed by the root, so that rare names come up too."""
    names: list[str] = []
    weights: list[float] = []
    for path in paths:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("ascii")
        for line in text.splitlines():
            name, percent, *_ = line.split()
            names.append(name.title())
            weights.append(max(float(percent), 0.0005) ** 0.5)
    return Weighted(names=tuple(names), totals=tuple(accumulate(weights)))


def _merged(
    lists: dict[str, tuple[str, ...]], own: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    return {
        country: (*lists.get(country, ()), *own.get(country, ()))
        for country in sorted({*lists, *own})
    }


def read_names(corpora: Path) -> Names:
    """Read every list below the corpora folder, and our own of the countries they lack."""
    forenames, surnames = read_people()
    return Names(
        forenames=_merged(_by_country(corpora / FORENAMES), forenames),
        surnames=_merged(_by_country(corpora / SURNAMES), surnames),
        census_forenames=_census(*(corpora / path for path in CENSUS_FORENAMES)),
        census_surnames=_census(corpora / CENSUS_SURNAMES),
        peopled=tuple(sorted({*forenames} & {*surnames})),
        cities=tuple(row["name"] for row in _open_rows(corpora / CITIES)),
    )


def invented(pattern: str, lists: Mapping[str, Sequence[str]], random: Random) -> str:
    """A name that begins as `pattern` and goes on as another that shares two of its letters."""
    if len(pattern) < 4 or not pattern.isalpha():
        return pattern
    at = random.randrange(2, len(pattern) - 1)
    pair = pattern[at - 2 : at].lower()
    for _ in range(60):
        other = random.choice(random.choice(tuple(lists.values())))
        found = other.lower().find(pair, 1)
        if found > 0 and other.isalpha() and 2 < len(other) - found < 9:
            return pattern[:at] + other[found + 2 :]
    return pattern[:-1] + random.choice("aeiouny")
