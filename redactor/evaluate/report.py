"""Measures engines on marked chats: one run per engine and use of identity, no text in any."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from redactor.conversation import Identity
from redactor.evaluate import figures
from redactor.evaluate.engines import Engine
from redactor.evaluate.marked import MarkedChat
from redactor.evaluate.scoring import Outcome, Score, score


class IdentityUse(StrEnum):
    """What the engine was told of the visitor."""

    GIVEN = "given"  # what the chat's header says
    NONE = "none"  # nothing, as of a visitor nobody knows
    UNUSED = "unused"  # the engine does not look at it

    @property
    def words(self) -> str:
        """It in words, for tables."""
        return {"given": "identity given", "none": "no identity"}.get(self, "identity not used")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one engine did; `outcomes` hold text, the rest does not."""

    engine: str
    version: str
    identity: IdentityUse
    total: Score
    slices: Mapping[str, Score]
    outcomes: tuple[Outcome, ...] = field(repr=False)

    @property
    def title(self) -> str:
        """Engine and use of identity, for tables."""
        if self.identity is IdentityUse.UNUSED:
            return self.engine
        return f"{self.engine}, {self.identity.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The runs over one folder of chats under one policy, "standard" or "strict"."""

    folder: str
    policy: str
    chats: int
    runs: tuple[Run, ...]


def evaluate(
    chats: Sequence[MarkedChat],
    engines: Iterable[Engine],
    *,
    folder: str = "chats",
    policy: str = "standard",
    identities: Sequence[IdentityUse] = (IdentityUse.GIVEN, IdentityUse.NONE),
    progress: Callable[[str], None] = lambda _: None,
) -> Report:
    """Measure each engine; under the policy "strict", values marked `may` are wanted too.

    Engines that use identity have a run for each of `identities`, others have one. `progress`
    gets the title of each run when it is done.
    """
    runs: list[Run] = []
    for engine in engines:
        for identity in identities if engine.uses_identity else (IdentityUse.UNUSED,):
            runs.append(_run(chats, engine, identity, strict=policy == "strict"))
            progress(runs[-1].title)
    return Report(folder=folder, policy=policy, chats=len(chats), runs=tuple(runs))


def as_json(report: Report) -> dict[str, Any]:
    """The figures of a report as JSON takes them; shares from 0 to 1, null of nothing."""
    return {
        "folder": report.folder,
        "policy": report.policy,
        "chats": report.chats,
        "runs": [
            {
                "engine": run.engine,
                "version": run.version,
                "identity": run.identity.value,
                "overall": _as_json(run.total),
                "entities": _entities(run.total),
                "slices": {
                    name: {**_as_json(each), "entities": _entities(each)}
                    for name, each in run.slices.items()
                },
            }
            for run in report.runs
        ],
    }


def _run(
    chats: Sequence[MarkedChat], engine: Engine, identity: IdentityUse, *, strict: bool
) -> Run:
    told = [_stranger(chat) if identity is IdentityUse.NONE else chat for chat in chats]
    answers = engine.answer([chat.session for chat in told])
    outcomes = tuple(zip(told, answers, strict=True))
    names = sorted({name for chat in told for name in chat.slices})
    return Run(
        engine=engine.name,
        version=engine.version,
        identity=identity,
        total=score(outcomes, strict=strict),
        slices={
            name: score((each for each in outcomes if name in each[0].slices), strict=strict)
            for name in names
        },
        outcomes=outcomes,
    )


def _stranger(chat: MarkedChat) -> MarkedChat:
    """The same chat of a visitor of whom nothing is known."""
    return replace(chat, session=replace(chat.session, identity=Identity()))


def _as_json(score: Score) -> dict[str, Any]:
    low, high = figures.wilson(score.leaking, score.chats)
    return {
        "chats": score.chats,
        "leaking": score.leaking,
        "leak_rate": figures.leak_rate(score),
        "leak_rate_95": [low, high],
        "held_back": dict(score.held_back),
        "words": score.words,
        "overmasked_per_1000": figures.overmasked_per_1000(score),
        "word_precision": figures.word_precision(score),
        **asdict(figures.overall(score)),
    }


def _entities(score: Score) -> dict[str, Any]:
    return {entity: asdict(each) for entity, each in figures.by_entity(score).items()}
