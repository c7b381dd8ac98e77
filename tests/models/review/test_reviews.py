# ruff: noqa: PT012 - what happens inside an act is what is tested
"""A draft is the reviewer's own; what is published is whole and final."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from models.actors import Actor, Role
from models.errors import Conflict, Incomplete, Invalid, NotAllowed, NotFound
from models.log.access_log import export_entries
from models.records import Records
from models.review.reviews import (
    MOST_COMMENT,
    CriterionKind,
    Review,
    current_scorecard,
    list_reviews,
    my_review,
    save_review,
)
from models.transcripts.sessions import SessionStatus, open_session, queue
from tests.models.scene import CLI, actor_of, make_person, redacted

FULL = {
    "tone": "4",
    "understood": "3",
    "answer": "2",
    "clarity": "1",
    "next_step": "na",
    "solved": "yes",
}


@pytest.fixture
def session_id(keep_one: Callable[..., str]) -> str:
    return keep_one()


def save(
    records: Records,
    actor: Actor,
    session_id: str,
    scores: Mapping[str, str],
    comment: str = "",
    *,
    publish: bool,
) -> Review:
    with records.act(actor) as act:
        return save_review(act, session_id, scores, comment, publish=publish)


def test_the_scorecard_to_begin_with_asks_six_things(records: Records, reader: Actor) -> None:
    with pytest.raises(ZeroDivisionError), records.act(reader) as act:
        scorecard = current_scorecard(act)
        raise ZeroDivisionError
    assert (scorecard.name, scorecard.version) == ("Support v1", 1)
    assert [c.id for c in scorecard.criteria] == list(FULL)
    assert [c.kind for c in scorecard.criteria].count(CriterionKind.YES_NO) == 1
    assert all(c.name and c.help.endswith("?") for c in scorecard.criteria)
    assert scorecard.criteria[0].values == ("1", "2", "3", "4", "na")
    assert scorecard.criteria[-1].values == ("yes", "no", "na")


def test_a_draft_may_be_half_and_is_saved_over(
    records: Records, reader: Actor, session_id: str
) -> None:
    first = save(records, reader, session_id, {"tone": "4", "answer": ""}, "good", publish=False)
    assert (dict(first.scores), first.comment, first.published) == ({"tone": "4"}, "good", False)
    second = save(records, reader, session_id, {"answer": "1"}, publish=False)
    assert second.id == first.id
    assert dict(second.scores) == {"answer": "1"}
    with records.act(reader) as act:
        page = open_session(act, session_id)
    assert page.my_review == second
    assert page.row.status is SessionStatus.WAITING


def test_publishing_makes_the_session_reviewed(
    records: Records, reader: Actor, session_id: str
) -> None:
    save(records, reader, session_id, {"tone": "4"}, publish=False)
    review = save(records, reader, session_id, FULL, "well done", publish=True)
    assert review.published
    assert review.session_revision == 1
    assert review.person_name == "Rosa Review"
    with records.act(reader) as act:
        assert [row.status for row in queue(act).rows] == [SessionStatus.REVIEWED]
    with records.act(CLI) as act:
        entries = [e for e in export_entries(act) if e.event.startswith("review:")]
    assert [e.event for e in entries] == ["review:drafted", "review:published"]
    assert {e.object for e in entries} == {f"session:{session_id}"}


@pytest.mark.parametrize("missing", list(FULL))
def test_what_is_published_is_whole(
    records: Records, reader: Actor, session_id: str, missing: str
) -> None:
    scores = {name: value for name, value in FULL.items() if name != missing}
    with pytest.raises(Incomplete) as refused:
        save(records, reader, session_id, scores | {missing: ""}, publish=True)
    assert refused.value.missing == (missing,)
    with records.act(reader) as act:
        assert open_session(act, session_id).my_review is None


@pytest.mark.parametrize(
    ("scores", "reason"),
    [
        ({"tone": "5"}, "score"),
        ({"tone": "0"}, "score"),
        ({"tone": "yes"}, "score"),
        ({"tone": "4 "}, "score"),
        ({"solved": "4"}, "score"),
        ({"mood": "4"}, "criterion"),
    ],
)
def test_scores_that_are_none_are_refused(
    records: Records, reader: Actor, session_id: str, scores: dict[str, str], reason: str
) -> None:
    with pytest.raises(Invalid) as refused:
        save(records, reader, session_id, scores, publish=False)
    assert refused.value.reason == reason


def test_a_comment_has_its_limit(records: Records, reader: Actor, session_id: str) -> None:
    save(records, reader, session_id, {}, "x" * MOST_COMMENT, publish=False)
    with pytest.raises(Invalid):
        save(records, reader, session_id, {}, "x" * (MOST_COMMENT + 1), publish=False)
    review = save(records, reader, session_id, {}, "a\x00\ud800b", publish=False)
    assert len(review.comment) == 4


def test_a_published_review_is_final(records: Records, reader: Actor, session_id: str) -> None:
    save(records, reader, session_id, FULL, publish=True)
    for publish in (True, False):
        with pytest.raises(Conflict):
            save(records, reader, session_id, FULL, publish=publish)


def test_a_session_that_grew_can_be_reviewed_again(
    records: Records, reader: Actor, keep_one: Callable[..., str]
) -> None:
    session_id = keep_one()
    first = save(records, reader, session_id, FULL, publish=True)
    keep_one(redacted=redacted("one more thing"))
    draft = save(records, reader, session_id, {"tone": "1"}, publish=False)
    keep_one(redacted=redacted("and another"))
    second = save(records, reader, session_id, FULL, publish=True)
    assert draft.id == second.id != first.id
    with records.act(reader) as act:
        kept = list_reviews(act, session_id)
        assert my_review(act, session_id) == kept[0]
    assert [(r.id, r.session_revision) for r in kept] == [(second.id, 3), (first.id, 1)]


def test_drafts_belong_to_their_writer_and_leads_read_what_is_published(
    records: Records, reader: Actor, lead: Actor, session_id: str
) -> None:
    other = actor_of(make_person(records, "Otto Other", "otto@company.example", Role.REVIEWER))
    save(records, reader, session_id, {"tone": "1"}, "draft", publish=False)

    def read(actor: Actor) -> list[str]:
        with records.act(actor) as act:
            return [review.person_name for review in list_reviews(act, session_id)]

    assert [read(actor) for actor in (reader, lead, other)] == [["Rosa Review"], [], []]
    save(records, reader, session_id, FULL, publish=True)
    assert [read(actor) for actor in (reader, lead, other)] == [
        ["Rosa Review"],
        ["Rosa Review"],
        [],
    ]
    with records.act(lead) as act:
        assert open_session(act, session_id).my_review is None


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR, None])
def test_only_reviewers_and_leads_review(
    records: Records, reader: Actor, session_id: str, role: Role | None
) -> None:
    with pytest.raises(NotAllowed):
        save(records, replace(reader, role=role), session_id, FULL, publish=True)


def test_what_may_not_be_read_cannot_be_reviewed(
    records: Records, reader: Actor, keep_one: Callable[..., str]
) -> None:
    session_id = keep_one(quarantine_reason="survivor")
    for asked in (session_id, "AAAAAAAA", "nonsense"):
        with pytest.raises(NotFound):
            save(records, reader, asked, FULL, publish=True)
        with pytest.raises(NotFound), records.act(reader) as act:
            list_reviews(act, asked)
