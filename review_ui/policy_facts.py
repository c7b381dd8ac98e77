"""The policy in force, as data: the service reads its own settings and hands them in."""

from dataclasses import dataclass

from redactor import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFact:
    """What happens to one entity; `above` is the score it needs (0 to 1)."""

    entity: str
    action: Action
    above: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFacts:
    """The policy's name and version, its facts, and how long what is kept, in sentences."""

    name: str = ""
    facts: tuple[PolicyFact, ...] = ()
    retention: tuple[str, ...] = ()
