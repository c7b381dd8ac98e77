"""Floors: figures that may not get worse, in a TOML file that people can read and raise.

A table per folder, policy and use of identity, of our own engine alone:

    [dev.standard.none.at_least]           # of everything together
    covered = 0.893
    [dev.standard.none.at_most]
    leak_rate = 0.588
    [dev.standard.none.covered_at_least]   # by entity
    PERSON = 0.941
"""

import json
import math
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from redactor.evaluate import figures
from redactor.evaluate.engines import OwnEngine
from redactor.evaluate.errors import FloorsInvalid
from redactor.evaluate.report import Report, Run
from redactor.evaluate.scoring import Score

AT_LEAST: Mapping[str, Callable[[Score], float | None]] = {
    "touched": lambda score: figures.overall(score).touched,
    "covered": lambda score: figures.overall(score).covered,
    "precision": lambda score: figures.overall(score).precision,
    "typed": lambda score: figures.overall(score).typed,
    "f1": lambda score: figures.overall(score).f1,
    "f2": lambda score: figures.overall(score).f2,
    "word_precision": figures.word_precision,
}
AT_MOST: Mapping[str, Callable[[Score], float | None]] = {
    "leak_rate": figures.leak_rate,
    "held_back": figures.held_back,
    "overmasked_per_1000": figures.overmasked_per_1000,
}
SIDES = ("at_least", "at_most", "covered_at_least")

_LEAST_VALUES = 10
"""An entity with fewer values has no floor of its own: one value would move it too far."""

_HEAD = """\
# What detection may not fall below: `make check` compares. [folder.policy.identity.side]
# `redactor evaluate FOLDER --floors FILE --write-floors` writes them a little below the present.
"""
_BARE = re.compile(r"[A-Za-z0-9_-]+")

Floors = dict[str, Any]


def read(path: Path) -> Floors:
    """The tables of a file of floors; raises FloorsInvalid."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise FloorsInvalid(path, "cannot be read; --write-floors makes it") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FloorsInvalid(path, f"is not TOML: {error}") from None


def compare(report: Report, floors: Floors, path: Path) -> tuple[int, list[str]]:
    """How many figures were compared, and a line for each that is worse than its floor.

    Raises FloorsInvalid where a floor is of nothing that was measured, or nothing has a floor.
    """
    compared, lines = 0, []
    for run in _own(report):
        for side, name, floor in _floors_of(report, run, floors, path):
            value = _figure(run.total, side, name)
            title = f"{report.folder}, {run.title}: {name}"
            if value is None:
                raise FloorsInvalid(path, f"has a floor for what was not measured: {title}")
            compared += 1
            below = value > floor if side == "at_most" else value < floor
            if below:
                limit = "at most" if side == "at_most" else "at least"
                lines.append(f"{title} is {value:.4g}, must be {limit} {floor:.4g}")
    if not compared:
        raise FloorsInvalid(path, f"has none for {report.folder}; --write-floors adds them")
    return compared, lines


def renewed(report: Report, floors: Floors) -> Floors:
    """`floors` with those of this report in place of the ones it had."""
    of_policy = {run.identity.value: _below(run.total) for run in _own(report)}
    folder = floors.get(report.folder, {})
    policy = {**folder.get(report.policy, {}), **of_policy}
    return {**floors, report.folder: {**folder, report.policy: policy}}


def as_toml(floors: Floors) -> str:
    """The file."""
    return "\n".join([_HEAD, *_tables(floors, ())]).rstrip() + "\n"


def _own(report: Report) -> Iterator[Run]:
    return (run for run in report.runs if run.engine == OwnEngine.name)


def _floors_of(
    report: Report, run: Run, floors: Floors, path: Path
) -> Iterator[tuple[str, str, float]]:
    found: Any = floors
    for name in (report.folder, report.policy, run.identity.value):
        found = found.get(name, {}) if isinstance(found, dict) else {}
    for side, table in found.items() if isinstance(found, dict) else ():
        if side not in SIDES or not isinstance(table, dict):
            raise FloorsInvalid(path, f"has unknown {side!r}; use {', '.join(SIDES)}")
        for name, floor in table.items():
            if not isinstance(floor, int | float):
                raise FloorsInvalid(path, f"has no number for {name}")
            yield side, name, floor


def _figure(score: Score, side: str, name: str) -> float | None:
    if side == "covered_at_least":
        values = score.entities.get(name)
        return figures.share(values.covered, values.values) if values else None
    known = AT_MOST if side == "at_most" else AT_LEAST
    return known[name](score) if name in known else None


def _below(score: Score) -> Floors:
    """Floors a value, a mask, a chat, or one in a hundred of them, below what was measured."""
    values = sum(each.values for each in score.entities.values())
    covered = sum(each.covered for each in score.entities.values())
    masks = sum(each.masks for each in score.families.values())
    true = sum(each.true for each in score.families.values())
    return {
        "at_least": {
            "covered": _less(covered, values),
            "precision": _less(true, masks),
        },
        "at_most": {
            "leak_rate": _more(score.leaking, score.chats),
            "held_back": _more(score.held_back.total(), score.chats),
            "overmasked_per_1000": round(1000 * _more(score.overmasked, score.words)),
        },
        "covered_at_least": {
            entity: _less(each.covered, each.values)
            for entity, each in sorted(score.entities.items())
            if each.values >= _LEAST_VALUES
        },
    }


def _less(part: int, of: int) -> float:
    return math.floor(1000 * max(0, part - math.ceil(of / 100)) / of) / 1000 if of else 0.0


def _more(part: int, of: int) -> float:
    return math.ceil(1000 * min(of, part + max(1, part / 100)) / of) / 1000 if of else 0.0


def _tables(table: Floors, path: tuple[str, ...]) -> Iterator[str]:
    leaves = {name: value for name, value in table.items() if not isinstance(value, dict)}
    if leaves:
        yield f"[{'.'.join(map(_key, path))}]"
        yield from (f"{_key(name)} = {value}" for name, value in leaves.items())
        yield ""
    for name, inner in sorted(table.items()):
        if isinstance(inner, dict):
            yield from _tables(inner, (*path, name))


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else json.dumps(name)
