"""Shares out of counts: recall, precision, F1, F2, and intervals. None: nothing to share."""

import math
from dataclasses import dataclass

from redactor.evaluate.families import family
from redactor.evaluate.scoring import Masks, Score, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of one entity, or of all: shares from 0 to 1 of `values` wanted and `masks` made.

    `touched` and `covered` are recall. `f1` and `f2` are of `covered` and `precision`; F2 weighs
    recall four times as much (C. J. van Rijsbergen, 1979).
    """

    values: int
    touched: float | None
    covered: float | None
    masks: int
    precision: float | None
    typed: float | None
    f1: float | None
    f2: float | None


def overall(score: Score) -> Figures:
    """The figures of everything together."""
    values, masks = Values(), Masks()
    for each in score.entities.values():
        values.values += each.values
        values.touched += each.touched
        values.covered += each.covered
    for made in score.families.values():
        masks.masks += made.masks
        masks.true += made.true
        masks.typed += made.typed
    return _figures(values, masks)


def by_entity(score: Score) -> dict[str, Figures]:
    """The figures of each entity, the most frequent first.

    What was masked goes by family: the precision of `AGENT` is that of all persons. A family that
    was masked and of which nothing is wanted has a row of its own.
    """
    found = {
        entity: _figures(values, score.families.get(family(entity), Masks()))
        for entity, values in score.entities.items()
    }
    wanted = {family(entity) for entity in score.entities}
    found |= {
        kind: _figures(Values(), masks)
        for kind, masks in score.families.items()
        if kind not in wanted
    }
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].values, pair[0])))


def leak_rate(score: Score) -> float | None:
    """Share of the chats in which a wanted value can be read."""
    return share(score.leaking, score.chats)


def held_back(score: Score) -> float | None:
    """Share of the chats that failed closed."""
    return share(score.held_back.total(), score.chats)


def overmasked_per_1000(score: Score) -> float | None:
    """Masked words in a thousand harmless ones."""
    return 1000 * score.overmasked / score.words if score.words else None


def word_precision(score: Score) -> float | None:
    """Share of the masked words that belong to a personal value."""
    return share(score.masked_words - score.overmasked, score.masked_words)


def wilson(hits: int, of: int, z: float = 1.959964) -> tuple[float, float]:
    """The 95 % score interval of a share (E. B. Wilson, 1927); 0 to 1 where `of` is 0."""
    if of == 0:
        return 0.0, 1.0
    portion = hits / of
    middle = portion + z * z / (2 * of)
    spread = z * math.sqrt(portion * (1 - portion) / of + z * z / (4 * of * of))
    below = 1 + z * z / of
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)


def f_beta(precision: float | None, recall: float | None, beta: float) -> float | None:
    """The mean of both in which recall weighs `beta` squared times as much."""
    if precision is None or recall is None:
        return None
    weight = beta * beta
    below = weight * precision + recall
    return (1 + weight) * precision * recall / below if below else 0.0


def share(part: int, of: int) -> float | None:
    """`part / of`, or None of nothing."""
    return part / of if of else None


def _figures(values: Values, masks: Masks) -> Figures:
    covered = share(values.covered, values.values)
    precision = share(masks.true, masks.masks)
    return Figures(
        values=values.values,
        touched=share(values.touched, values.values),
        covered=covered,
        masks=masks.masks,
        precision=precision,
        typed=share(masks.typed, masks.masks),
        f1=f_beta(precision, covered, 1),
        f2=f_beta(precision, covered, 2),
    )
