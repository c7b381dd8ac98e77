"""Reports of reviewers: a value that was missed, a mask that is wrong. Neither needs a reveal."""

from dataclasses import dataclass
from typing import Any

from models.accounts.notices import NoticeKind, notify_roles
from models.actors import Role
from models.errors import Conflict, Invalid, NotAllowed
from models.ids import new_id
from models.log.access_log import thing
from models.log.events import Event
from models.records import Act
from models.reveal.reveal_words import ASKING, MaskPlace
from models.review.reported import cover, place_report
from models.review.reported_values import seal_values
from models.texts import storable
from models.times import to_text
from models.transcripts.marks import Marked, Stretch, can_be_sought, find_words
from models.transcripts.masked import MaskedMessage, read_masked
from models.transcripts.readable import get_readable, require_reading
from models.worded import WordedEnum
from redactor.reasons import REPORTED as SOURCE

MOST_WORDS = 200
"""The most characters that can be reported at once."""


class ReportKind(WordedEnum):
    """What a reviewer says about a mask."""

    MISSED = "missed", "Missed value"
    WRONG = "wrong", "Wrongly masked"


class ReportedEntity(WordedEnum):
    """What a reviewer can say a missed value is."""

    REPORTED = "REPORTED", "I cannot say"
    PERSON = "PERSON", "A name"
    EMAIL = "EMAIL_ADDRESS", "An e-mail address"
    PHONE = "PHONE_NUMBER", "A phone number"
    ADDRESS = "STREET_ADDRESS", "An address"
    COMPANY = "ORGANIZATION", "The visitor's company"
    ACCOUNT = "ACCOUNT_ID", "An account number"
    ORDER = "ORDER_ID", "An order number"
    BIRTH = "DATE_OF_BIRTH", "A date of birth"
    PASSWORD = "PASSWORD", "A password or a code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of a report: the label that stands there now, and in how many places."""

    report_id: str
    label: str
    places: int


def report_missed(
    act: Act,
    session_id: str,
    *,
    revision: int,
    words: str,
    entity: ReportedEntity,
    position: int | None = None,
) -> Made:
    """Mask words that were missed, everywhere in this session, at once. Logs report:made.

    `words` are as they stand in the message at `position`, or in any. Refuses with NotAllowed,
    NotFound, Conflict (`revision_moved`) and Invalid (`words_missing`, `words_long`,
    `words_not_found`, `words_short`, `all_masked`).
    """
    event = Event.REPORT_MADE
    about = _require(act, event, session_id, revision)
    if not words.strip():
        raise Invalid(event, about, "words_missing")
    if len(words) > MOST_WORDS:
        raise Invalid(event, about, "words_long")
    message, stretch = _find(act, session_id, storable(words), position, event, about)
    now = Marked(text=message.text, marks=message.marks)
    outside = now.outside(*stretch)
    chosen = [part for part in map(now.whole_words, outside) if can_be_sought(message.text, part)]
    if not chosen:
        raise Invalid(event, about, "words_short" if outside else "all_masked")
    values = [message.text[start:end] for start, end in chosen]
    report_id = _insert(act, session_id, kind=ReportKind.MISSED, entity=entity.value, source=SOURCE)
    covered = cover(act, session_id, entity.value, {message.position: chosen})
    act.db.table("reports").update(report_id, {"label": covered.label, "places": covered.places})
    seal_values(act, report_id, session_id, values)
    place_report(act, report_id, session_id, covered.stretches)
    _tell(act, NoticeKind.MISS_REPORTED, report_id)
    act.log(event, about, report=report_id, of=entity.value, places=covered.places)
    return Made(report_id=report_id, label=covered.label, places=covered.places)


def report_wrong(act: Act, session_id: str, *, revision: int, place: MaskPlace) -> Made:
    """Ask an officer whether a mask is wrong; it stays until then. Logs mask:questioned.

    Refuses with NotAllowed, NotFound and Conflict (`revision_moved`, `unplaced`, `reported`).
    """
    event = Event.MASK_QUESTIONED
    about = _require(act, event, session_id, revision)
    mark = place.find_in(read_masked(act.db, session_id))
    if mark is None or mark.origin is None:
        raise Conflict(event, about, "unplaced")
    mask = mark.mask
    same = "session_id = ? AND kind = 'wrong' AND label = ? AND decision = ''"
    if act.db.table("reports").count_where(same, [session_id, mask.label]):
        raise Conflict(event, about, "reported")
    report_id = _insert(
        act,
        session_id,
        kind=ReportKind.WRONG,
        entity=mask.entity,
        source=mask.source,
        label=mask.label,
        score=mask.score,
    )
    place_report(act, report_id, session_id, [(place.position, mark.origin)])
    _tell(act, NoticeKind.MASK_QUESTIONED, report_id)
    act.log(event, about, report=report_id, of=mask.entity)
    return Made(report_id=report_id, label=mask.label, places=1)


def _require(act: Act, event: Event, session_id: str, revision: int) -> str:
    about = thing("session", session_id)
    require_reading(act, event, about)
    if act.actor.role not in ASKING:
        raise NotAllowed(event, about, "role")
    session = get_readable(act, session_id, event)
    if session["revision"] != revision:
        raise Conflict(event, about, "revision_moved")
    return about


def _find(
    act: Act, session_id: str, words: str, position: int | None, event: Event, about: str
) -> tuple[MaskedMessage, Stretch]:
    for message in read_masked(act.db, session_id):
        if position in (None, message.position):
            stretch = find_words(message.text, words)
            if stretch:
                return message, stretch
    raise Invalid(event, about, "words_not_found")


def _insert(act: Act, session_id: str, **columns: Any) -> str:
    report_id = new_id(act.records.random)
    kind: ReportKind = columns.pop("kind")
    act.db.table("reports").insert(
        {
            "id": report_id,
            "session_id": session_id,
            "kind": kind.value,
            "label": "",
            "score": None,
            "places": 1,
            "reported_by": act.actor.id,
            "reported_at": to_text(act.now),
            **columns,
        }
    )
    return report_id


def _tell(act: Act, kind: NoticeKind, report_id: str) -> None:
    notify_roles(act, (Role.PRIVACY_OFFICER,), kind, f"report:{report_id}", but=act.actor.id)
