"""Decide: what the policy does with each finding, and where it keeps one.

A policy is a versioned TOML file: tables `mask`, `partial` and `keep` of entity = threshold,
`mask_when` for entities that are kept but for a reason, and a list of words to allow.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from redactor.conversation import Action
from redactor.entities import ENTITIES
from redactor.errors import PolicyInvalid
from redactor.reading import key
from redactor.reasons import ADDRESS_ANSWER, COMPANY_SOURCES, SURVIVING_VALUE, TOWN_ANSWER
from redactor.spans import Span, is_near
from redactor.turns import tokens_of

PACKAGED = ("standard", "strict")
"""Policies that come with the engine; anything else is a path."""

CONDITIONS = {
    "identity": "it stands in the visitor's or an agent's identity",
    "address": "it stands near a street address or a postal code",
    "company": "it is the company the visitor belongs to",
}
"""Why a kept entity may be masked all the same."""

_UNKNOWN_THRESHOLD = 0.4
_ADDRESS = frozenset({"STREET_ADDRESS", "POSTAL_CODE"})
_NAMELIKE = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "USERNAME", "NRP", "TITLE"})
_OF_A_PERSON = ("identity:", SURVIVING_VALUE)
"""Who is surely a person, also one called like a product."""
_FIELDS = frozenset({"name", "version", "allow", "any_language", "mask_when", *Action})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What happens to one entity at or above `threshold`; below it there is no finding."""

    action: Action
    threshold: float
    mask_when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A span and what becomes of it."""

    span: Span
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Which entities are masked, how, above what score. `allow` holds folded words.

    A session in a language the engine does not know fails closed, unless `any_language`.
    """

    name: str
    version: int
    rules: Mapping[str, Rule]
    allow: frozenset[tuple[str, ...]] = field(default_factory=frozenset)
    any_language: bool = False

    @property
    def stamp(self) -> str:
        """The policy as redacted sessions carry it: `standard@1`."""
        return f"{self.name}@{self.version}"

    @classmethod
    def load(cls, source: "str | Path") -> "Policy":
        """Read a packaged policy by name or one from a file; PolicyInvalid says what to do."""
        if isinstance(source, str) and source in PACKAGED:
            text = files("redactor").joinpath("policies", f"{source}.toml").read_text("utf-8")
            return _parse(text, source)
        path = Path(source)
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise PolicyInvalid(
                str(source), f"cannot be read; use {' or '.join(PACKAGED)}, or a TOML file"
            ) from None
        return _parse(text, str(source))

    def allowing(self, words: Iterable[str]) -> "Policy":
        """Return this policy with more product or brand words that are no personal data."""
        more = {_phrase(word) for word in words} - {()}
        return replace(self, allow=self.allow | more)

    def rule(self, entity: str) -> Rule:
        """Return the rule for `entity`; what no rule names is masked."""
        return self.rules.get(entity, _UNKNOWN)

    def always_keeps(self, entity: str) -> bool:
        """Whether nothing makes this policy mask `entity`."""
        rule = self.rule(entity)
        return rule.action is Action.KEEP and not rule.mask_when

    def decide(self, spans: Sequence[Span], text: str) -> list[Decision]:
        """Return what becomes of each span of `text` that reaches its threshold."""
        sure = [span for span in spans if span.score >= self.rule(span.entity).threshold]
        kept = [span for span in sure if not self._is_allowed(span, text)]
        addresses = [span for span in kept if span.entity in _ADDRESS]
        return [Decision(span=span, action=self._action(span, addresses, text)) for span in kept]

    def _action(self, span: Span, addresses: Sequence[Span], text: str) -> Action:
        rule = self.rule(span.entity)
        if rule.action is not Action.KEEP:
            return rule.action
        holds = any(_holds(when, span, addresses, text) for when in rule.mask_when)
        return Action.MASK if holds else Action.KEEP

    def _is_allowed(self, span: Span, text: str) -> bool:
        if not self.allow or span.entity not in _NAMELIKE:
            return False
        if span.entity == "PERSON" and span.source.startswith(_OF_A_PERSON):
            return False
        return _phrase(text[span.start : span.end]) in self.allow


def _is_condition(value: object) -> bool:
    return isinstance(value, str) and value in CONDITIONS


def _holds(condition: str, span: Span, addresses: Sequence[Span], text: str) -> bool:
    """Whether one of `CONDITIONS` holds of a span."""
    match condition:
        case "identity":
            return span.source.startswith(("identity:", "second_look:"))
        case "company":
            return span.source in COMPANY_SOURCES
        case _:
            return span.source in (ADDRESS_ANSWER, TOWN_ANSWER) or is_near(span, addresses, text)


_UNKNOWN = Rule(action=Action.MASK, threshold=_UNKNOWN_THRESHOLD)


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(token.key for token in tokens_of(key(text)))


def _parse(text: str, source: str) -> Policy:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyInvalid(source, f"is not TOML: {error}") from None
    unknown = sorted(table.keys() - _FIELDS)
    if unknown:
        raise PolicyInvalid(source, f"has unknown {unknown[0]!r}; use {sorted(_FIELDS)}")
    name, version = table.get("name"), table.get("version")
    if not isinstance(name, str) or not name or not isinstance(version, int):
        raise PolicyInvalid(source, "needs a name (text) and a version (whole number)")
    allow = table.get("allow", [])
    if not isinstance(allow, list) or not all(isinstance(word, str) for word in allow):
        raise PolicyInvalid(source, "allow must be a list of words")
    any_language = table.get("any_language", False)
    if not isinstance(any_language, bool):
        raise PolicyInvalid(source, "any_language must be true or false")
    policy = Policy(
        name=name, version=version, rules=_rules(table, source), any_language=any_language
    )
    return policy.allowing(allow)


def _rules(table: Mapping[str, Any], source: str) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for action in Action:
        entities = table.get(action.value, {})
        if not isinstance(entities, dict):
            raise PolicyInvalid(source, f"[{action.value}] must be a table of entity = threshold")
        for entity, threshold in entities.items():
            if entity not in ENTITIES:
                raise PolicyInvalid(source, f"[{action.value}] names unknown entity {entity!r}")
            if entity in rules:
                raise PolicyInvalid(source, f"{entity} stands in two tables; keep one")
            if not isinstance(threshold, int | float) or not 0 <= threshold <= 1:
                raise PolicyInvalid(source, f"{entity} needs a threshold between 0 and 1")
            rules[entity] = Rule(action=action, threshold=float(threshold))
    return rules | _exceptions(table, rules, source)


def _exceptions(
    table: Mapping[str, Any], rules: Mapping[str, Rule], source: str
) -> dict[str, Rule]:
    exceptions: dict[str, Rule] = {}
    told = table.get("mask_when", {})
    if not isinstance(told, dict):
        raise PolicyInvalid(source, "[mask_when] must be a table of entity = conditions")
    for entity, conditions in told.items():
        if entity not in rules or rules[entity].action is not Action.KEEP:
            raise PolicyInvalid(source, f"[mask_when] {entity} must stand in [keep] too")
        if not isinstance(conditions, list) or not all(map(_is_condition, conditions)):
            raise PolicyInvalid(source, f"[mask_when] {entity} takes a list of {[*CONDITIONS]}")
        exceptions[entity] = replace(rules[entity], mask_when=tuple(conditions))
    return exceptions
