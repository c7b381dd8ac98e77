"""Notice and consent: which field of a source tells of them, and what it has to say.

Where the company says so, no notice means no review: the session is withheld until a delivery
tells that notice was given. Consent that was refused once counts as refused: what a vendor tells
has no order, and the officer can ask.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from models.errors import Invalid, NotFound
from models.log.events import Event
from models.records import Act, Records, Step
from models.times import to_text
from models.transcripts.withholdings import Told, Withheld
from models.worded import WordedEnum

GIVEN = ("1", "accepted", "agreed", "granted", "given", "on", "true", "yes")
REFUSED = ("0", "declined", "denied", "false", "no", "off", "opted_out", "refused", "withdrawn")
_LONGEST = 80


class About(WordedEnum):
    """What a field tells of."""

    NOTICE = "notice", "was told that chats may be reviewed"
    CONSENT = "consent", "consented to being reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRule:
    """The field (as in an identity, such as `custom.privacy_ok`) and its values, folded."""

    source_id: str
    about: About
    field: str
    given: tuple[str, ...] = GIVEN
    refused: tuple[str, ...] = REFUSED

    def told_by(self, facts: Iterable[tuple[str, str]]) -> Told:
        """What these facts about the visitor tell of it; only consent is ever refused."""
        told = {value.strip().casefold() for field, value in facts if field == self.field}
        if self.about is About.CONSENT and not told.isdisjoint(self.refused):
            return Told.REFUSED
        return Told.NOTHING if told.isdisjoint(self.given) else Told.GIVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What facts lack, as the reason to withhold or empty, and what they tell of consent."""

    reason: str = ""
    consent: Told = Told.UNWANTED


def set_rule(act: Act, rule: NoticeRule) -> None:
    """Want notice or consent from a source's chats from now on. Logs source:notice_set.

    Chats that are kept already are looked at again with the next delivery or `reredact --all`.
    """
    about = f"source:{rule.source_id}"
    _require_source(act, rule.source_id)
    values = (rule.field, *rule.given, *rule.refused)
    if not rule.given or any(not v or len(v) > _LONGEST or " " in v for v in values):
        raise Invalid(Event.SOURCE_NOTICE_SET, about, "field")
    act.db.table("notice_rules").insert(
        {
            "source_id": rule.source_id,
            "about": rule.about.value,
            "field": rule.field,
            "given": " ".join(value.casefold() for value in rule.given),
            "refused": " ".join(value.casefold() for value in rule.refused),
            "set_at": to_text(act.now),
            "set_by": act.actor.id,
        },
        replace=True,
    )
    act.log(Event.SOURCE_NOTICE_SET, about, reason=rule.about.value)


def drop_rule(act: Act, source_id: str, about: About) -> None:
    """Want it no longer. Logs source:notice_dropped; NotFound when it was not wanted."""
    gone = act.db.execute(
        "DELETE FROM notice_rules WHERE source_id = ? AND about = ?", [source_id, about.value]
    ).rowcount
    if not gone:
        raise NotFound(Event.SOURCE_NOTICE_DROPPED, reason="no_such_rule")
    act.log(Event.SOURCE_NOTICE_DROPPED, f"source:{source_id}", reason=about.value)


def rules_of(step: Step, source_id: str = "") -> tuple[NoticeRule, ...]:
    """The rules of one source, or of all."""
    where, values = ("source_id = ?", [source_id]) if source_id else ("1", [])
    return tuple(
        NoticeRule(
            source_id=row["source_id"],
            about=About(row["about"]),
            field=row["field"],
            given=tuple(row["given"].split()),
            refused=tuple(row["refused"].split()),
        )
        for row in step.db.table("notice_rules").rows_where(
            where, values, order_by="source_id, about"
        )
    )


def find_missing(records: Records, source_id: str, facts: Iterable[tuple[str, str]]) -> Missing:
    """What these facts lack: consent before notice."""
    with records.peek() as look:
        rules = rules_of(look, source_id)
    facts = tuple(facts)
    told = {rule.about: rule.told_by(facts) for rule in rules}
    consent = told.get(About.CONSENT, Told.UNWANTED)
    if consent in (Told.NOTHING, Told.REFUSED):
        return Missing(reason=Withheld.NO_CONSENT.value, consent=consent)
    lacking = told.get(About.NOTICE) is Told.NOTHING
    return Missing(reason=Withheld.NO_NOTICE.value if lacking else "", consent=consent)


def _require_source(act: Act, source_id: str) -> None:
    if not act.db.table("sources").count_where("id = ?", [source_id]):
        raise NotFound(Event.SOURCE_NOTICE_SET, reason="no_such_source")
