from pathlib import Path

import pytest

from redactor import Action, PolicyInvalid
from redactor.policy import CONDITIONS, PACKAGED, Policy
from redactor.recognizers import ENTITIES
from redactor.spans import Span


def span(start: int, end: int, entity: str, source: str = "model:x", score: float = 0.9) -> Span:
    return Span(start=start, end=end, entity=entity, score=score, source=source)


def actions(policy: Policy, text: str, *spans: Span) -> list[Action]:
    return [decision.action for decision in policy.decide(spans, text)]


@pytest.mark.parametrize("name", PACKAGED)
def test_every_entity_has_a_rule(name: str) -> None:
    assert set(Policy.load(name).rules) == set(ENTITIES)


def test_strict_masks_all_it_knows() -> None:
    assert {rule.action for rule in Policy.load("strict").rules.values()} == {Action.MASK}


@pytest.mark.parametrize("entity", ["DATE_TIME", "AGE", "NRP", "TITLE", "LOCATION", "ORGANIZATION"])
def test_standard_keeps_what_points_to_nobody(entity: str) -> None:
    assert actions(Policy.load("standard"), "xxxx", span(0, 4, entity)) == [Action.KEEP]


def test_a_city_is_masked_in_identity_and_in_an_address() -> None:
    standard = Policy.load("standard")
    text = "Leeds, LS1 4AB. It left Leeds"
    assert actions(standard, text, span(0, 5, "LOCATION", "identity:location")) == [Action.MASK]
    city, code, alone = (
        span(0, 5, "LOCATION"),
        span(7, 14, "POSTAL_CODE"),
        span(24, 29, "LOCATION"),
    )
    assert actions(standard, text, city, code, alone) == [Action.MASK, Action.MASK, Action.KEEP]


def test_a_town_that_was_asked_for_is_masked() -> None:
    standard = Policy.load("standard")
    asked = span(0, 5, "LOCATION", "conversation:asked_town")
    assert actions(standard, "Leeds", asked) == [Action.MASK]


def test_only_the_visitors_company_is_masked() -> None:
    standard = Policy.load("standard")
    own = span(0, 4, "ORGANIZATION", "conversation:visitor_company")
    assert actions(standard, "Acme", own) == [Action.MASK]
    assert actions(standard, "Acme", span(0, 4, "ORGANIZATION")) == [Action.KEEP]


def test_below_the_threshold_there_is_no_finding() -> None:
    assert not Policy.load("standard").decide([span(0, 4, "PERSON", score=0.1)], "Sara")


def test_allowed_words_are_no_finding_but_a_known_name_is() -> None:
    policy = Policy.load("standard").allowing(["Acme Pro"])
    assert not policy.decide([span(0, 8, "PERSON")], "acme pro")
    assert policy.decide([span(0, 8, "PERSON", "identity:name")], "acme pro")
    assert policy.decide([span(0, 4, "PERSON")], "acme pro")


def test_an_entity_without_a_rule_is_masked() -> None:
    policy = Policy(name="empty", version=1, rules={})
    assert actions(policy, "xxxx", span(0, 4, "NEW_ENTITY")) == [Action.MASK]


def test_a_policy_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('name = "own"\nversion = 7\n[partial]\nCREDIT_CARD = 0.5\n')
    policy = Policy.load(path)
    assert policy.stamp == "own@7"
    assert policy.rule("CREDIT_CARD").action is Action.PARTIAL


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = ", "TOML"),
        ('name = "x"', "version"),
        ('name = "x"\nversion = 1\ncolour = 2', "colour"),
        ('name = "x"\nversion = 1\n[mask]\nCAT = 0.5', "CAT"),
        ('name = "x"\nversion = 1\n[mask]\nAGE = 2', "threshold"),
        ('name = "x"\nversion = 1\n[mask]\nAGE = 0.5\n[keep]\nAGE = 0.5', "two tables"),
        ('name = "x"\nversion = 1\n[mask_when]\nAGE = ["identity"]', "keep"),
        ('name = "x"\nversion = 1\n[keep]\nAGE = 0.5\n[mask_when]\nAGE = ["x"]', "takes a list"),
        ('name = "x"\nversion = 1\nmask_when = []', "must be a table"),
        ('name = "x"\nversion = 1\n[keep]\nAGE = 0.5\n[mask_when]\nAGE = [["x"]]', "takes a list"),
        ('name = "x"\nversion = 1\nallow = 3', "list of words"),
    ],
)
def test_a_wrong_policy_says_what_to_do(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text)
    with pytest.raises(PolicyInvalid, match=told):
        Policy.load(path)


def test_an_unknown_policy_names_the_known_ones() -> None:
    with pytest.raises(PolicyInvalid, match="standard or strict"):
        Policy.load("lax")


def test_every_condition_has_words() -> None:
    assert all(CONDITIONS.values())


def test_who_is_in_identity_or_survived_is_a_person_also_when_called_like_a_product() -> None:
    policy = Policy.load("standard").allowing(["Aurelo"])
    assert actions(policy, "Aurelo", span(0, 6, "PERSON")) == []
    for source in ("identity:name", "second_look:value"):
        assert actions(policy, "Aurelo", span(0, 6, "PERSON", source)) == [Action.MASK]


def test_only_what_no_reason_masks_is_always_kept() -> None:
    standard = Policy.load("standard")
    kept = {entity for entity in ENTITIES if standard.always_keeps(entity)}
    assert kept == {"AGE", "DATE_TIME", "NRP", "SPECIAL_CATEGORY", "TITLE"}
