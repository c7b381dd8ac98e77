"""No notice, no review, where the company says so."""

import pytest

from models.errors import Invalid, NotFound
from models.intake.notice_rules import (
    About,
    Missing,
    NoticeRule,
    drop_rule,
    find_missing,
    rules_of,
    set_rule,
)
from models.records import Records
from models.transcripts.withholdings import Told
from tests.models.scene import CLI


def want(records: Records, source_id: str, about: About = About.NOTICE, **changes: object) -> None:
    rule = NoticeRule(source_id=source_id, about=about, field="custom.ok", **changes)  # type: ignore[arg-type]
    with records.act(CLI) as act:
        set_rule(act, rule)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ((), "no_notice"),
        ((("custom.ok", "true"),), ""),
        ((("custom.ok", " YES "),), ""),
        ((("custom.ok", "false"),), "no_notice"),
        ((("custom.ok", "maybe"),), "no_notice"),
        ((("custom.other", "true"),), "no_notice"),
        ((("custom.ok", "false"), ("custom.ok", "true")), ""),  # told later
    ],
)
def test_notice_is_what_the_field_says(
    records: Records, source_id: str, facts: tuple[tuple[str, str], ...], missing: str
) -> None:
    want(records, source_id)
    assert find_missing(records, source_id, facts).reason == missing


def test_consent_that_was_refused_once_is_refused(records: Records, source_id: str) -> None:
    want(records, source_id, About.CONSENT)
    both = (("custom.ok", "true"), ("custom.ok", "withdrawn"))
    assert find_missing(records, source_id, both) == Missing(
        reason="no_consent", consent=Told.REFUSED
    )
    assert find_missing(records, source_id, both[:1]) == Missing(consent=Told.GIVEN)
    assert find_missing(records, source_id, ()) == Missing(
        reason="no_consent", consent=Told.NOTHING
    )


def test_nothing_is_wanted_until_somebody_says_so(records: Records, source_id: str) -> None:
    assert find_missing(records, source_id, ()) == Missing()
    want(records, source_id, given=("opted_in",))
    assert find_missing(records, source_id, (("custom.ok", "opted_in"),)) == Missing()
    assert find_missing(records, "another", ()) == Missing()
    with records.act(CLI) as act:
        drop_rule(act, source_id, About.NOTICE)
        assert rules_of(act) == ()
    with pytest.raises(NotFound), records.act(CLI) as act:
        drop_rule(act, source_id, About.NOTICE)


def test_a_rule_names_a_source_and_a_field(records: Records, source_id: str) -> None:
    with pytest.raises(NotFound):
        want(records, "nonsense")
    with pytest.raises(Invalid), records.act(CLI) as act:
        set_rule(act, NoticeRule(source_id=source_id, about=About.NOTICE, field=""))
