"""What reviewers reported stays masked, everywhere it stands, and when it is redacted anew.

The value itself is kept sealed (`reported_values`), so that it can be sought in a later snapshot;
positions in the original say where it stood.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.errors import KeyGone, Unsealable
from models.keeping.scrubbing import scrub
from models.records import Act, Records
from models.review.reported_values import disjoint, unseal_values, without_values
from models.times import to_text
from models.transcripts.marks import (
    Marked,
    Stretch,
    add_masks,
    find_value,
    free_number,
    marked,
    remade,
)
from models.transcripts.mask_places import Place, add_places
from models.transcripts.masked import read_masked, refresh_columns, replace_marked
from models.transcripts.said import texts_of
from models.transcripts.sign_rows import renew_signs
from redactor import Mask, RedactedSession
from redactor.labels import word_of
from redactor.reasons import REPORTED as SOURCE

LOST = "report_lost"
"""Why a session is quarantined: what was reported in it cannot be sought any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What masking a reported value came to: its label, and where it stood in the original.

    `places` counts the masks made; a stretch is missing where older masks kept no origin.
    """

    label: str
    places: int
    stretches: tuple[tuple[int, Stretch], ...]


def cover(
    act: Act, session_id: str, entity: str, chosen: Mapping[int, Sequence[Stretch]]
) -> Covered:
    """Mask what was chosen in each message (by position), and the same values everywhere else.

    Messages, masks, index, preview, the words of signs and the comments about the session lose
    the value.
    """
    before = read_masked(act.db, session_id)
    messages = {
        message.position: Marked(text=message.text, marks=message.marks) for message in before
    }
    values = [messages[at].text[a:b] for at, stretches in chosen.items() for a, b in stretches]
    labels = [mark.mask.label for message in messages.values() for mark in message.marks]
    like = _like(entity, labels)
    places, found = 0, []
    for position, message in messages.items():
        wanted = [*chosen.get(position, ()), *_everywhere(message, values)]
        stretches = disjoint(wanted)
        if not stretches:
            continue
        origins = (message.origin_of(*stretch) for stretch in stretches)
        found += [(position, origin) for origin in origins if origin]
        places += len(stretches)
        replace_marked(act.db, session_id, position, add_masks(message, stretches, like))
    refresh_columns(act.db, session_id)
    add_places(
        act,
        session_id,
        [
            (position, Place(start=start, end=end, entity=entity, label=like.label))
            for position, (start, end) in found
        ],
    )
    renew_signs(
        act, session_id, before, rewrite=lambda text: without_values(text, values, like.label)
    )
    _cover_comments(act, session_id, values, like.label)
    return Covered(label=like.label, places=places, stretches=tuple(found))


def keep_covered(
    act: Act, session_id: str, redacted: RedactedSession, original: bytes
) -> RedactedSession | None:
    """The session with everything masked that was ever reported in it; None if that is unsure.

    Notes under which label and where each report stands in this revision.
    """
    reports = list(
        act.db.table("reports").rows_where(
            "session_id = ? AND kind = 'missed' AND decision <> 'not_personal'",
            [session_id],
            order_by="reported_at, id",
        )
    )
    if not reports:
        return redacted
    texts = texts_of(original)
    if texts is None or len(texts) != len(redacted.messages):
        return None
    messages = [marked(message) for message in redacted.messages]
    for report in reports:
        try:
            values = unseal_values(act, report["id"], session_id)
        except (KeyGone, Unsealable):
            return None
        if not values:
            return None  # they went with an original, by retention
        like = _like(report["entity"], [m.mask.label for each in messages for m in each.marks])
        stretches = _cover_anew(messages, texts, values, like)
        if stretches is None:
            return None
        place_report(act, report["id"], session_id, stretches)
        act.db.table("reports").update(report["id"], {"label": like.label})
    return replace(
        redacted,
        messages=tuple(
            remade(message, now) for message, now in zip(redacted.messages, messages, strict=True)
        ),
    )


def place_report(
    act: Act,
    report_id: str,
    session_id: str,
    stretches: Iterable[tuple[int, Stretch]],
) -> None:
    """Note where in the original a report stands, by message."""
    act.db.execute("DELETE FROM report_stretches WHERE report_id = ?", [report_id])
    act.db.table("report_stretches").insert_all(
        {
            "report_id": report_id,
            "session_id": session_id,
            "position": position,
            "start": start,
            "end": end,
        }
        for position, (start, end) in dict.fromkeys(stretches)
    )


def scrub_reported(records: Records) -> int:
    """Remove what masking left of reported values in index and logs; gives of how many reports.

    May be called again at any time. Unwritable when a reader keeps a log from being cut.
    """
    with records.peek() as look:
        waiting = [
            row["id"]
            for row in look.db.table("reports").rows_where(
                "kind = 'missed' AND scrubbed_at IS NULL", select="id"
            )
        ]
    if not waiting:
        return 0
    scrub(records)
    with records.step() as step:
        for report_id in waiting:
            step.db.table("reports").update(report_id, {"scrubbed_at": to_text(step.now)})
    return len(waiting)


def _cover_anew(
    messages: list[Marked], texts: Sequence[str], values: Sequence[str], like: Mask
) -> list[tuple[int, Stretch]] | None:
    """Mask the values in the messages, in place; where they stand in the texts, or None."""
    stretches = []
    for index, text in enumerate(texts):
        places = [place for value in values for place in find_value(text, value)]
        open_ones: list[Stretch] = []
        for place in places:
            unmasked = messages[index].unmasked(*place)
            if unmasked is None:
                return None
            open_ones += unmasked
            stretches.append((index + 1, place))
        beside = _everywhere(messages[index], values)  # what a mask now cuts off from its neighbour
        origins = (messages[index].origin_of(*place) for place in beside)
        stretches += [(index + 1, origin) for origin in origins if origin]
        messages[index] = add_masks(messages[index], disjoint([*open_ones, *beside]), like)
    return stretches


def _everywhere(message: Marked, values: Sequence[str]) -> list[Stretch]:
    """Where the values stand in a masked message, outside of its masks."""
    found = [place for value in values for place in find_value(message.text, value)]
    return [place for place in found if message.outside(*place) == (place,)]


def _like(entity: str, labels: Sequence[str]) -> Mask:
    word = word_of(entity)
    label = f"[{word}_{free_number(word, labels)}]"
    return Mask(start=0, end=0, entity=entity, score=1.0, label=label, source=SOURCE)


def _cover_comments(act: Act, session_id: str, values: Sequence[str], label: str) -> None:
    """Take the values out of what reviewers wrote about the session."""
    for row in list(act.db.table("reviews").rows_where("session_id = ?", [session_id])):
        comment = without_values(row["comment"], values, label)
        if comment != row["comment"]:
            act.db.table("reviews").update(row["id"], {"comment": comment})
