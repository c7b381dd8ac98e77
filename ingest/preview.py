"""What redacting stored sessions again would change: counts only, nothing is written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.building import Builder, EngineError
from ingest.correcting import corrected
from ingest.originals import load
from models.errors import KeyGone, Unsealable
from models.records import Records
from models.rights.corrections import find_corrections
from models.transcripts.masked import MaskedMessage, read_masked
from models.transcripts.rework import original_of
from redactor import RedactedMessage


@dataclass(slots=True, kw_only=True)
class Preview:
    """Counts of what would change; `more` and `fewer` are masks by entity."""

    sessions: int = 0
    same: int = 0
    changed: int = 0
    quarantined: int = 0
    flagged: int = 0
    failed: int = 0
    messages: int = 0
    more: Counter[str] = field(default_factory=Counter)
    fewer: Counter[str] = field(default_factory=Counter)


def preview(records: Records, builder: Builder, session_ids: Iterable[str]) -> Preview:
    """Redact each session in memory and count the differences to what is kept.

    One whose original has ended is passed over: the workers pass it over as well.
    """
    counts = Preview()
    for session_id in session_ids:
        try:
            with records.peek() as look:
                source_id, body = original_of(look, session_id)
                before = read_masked(look.db, session_id)
            original = corrected(load(body), find_corrections(records, session_id))
            kept = builder.build(original, source_id, base_revision=0)
        except KeyGone:
            continue
        except (EngineError, Unsealable):
            counts.sessions += 1
            counts.failed += 1
            continue
        counts.sessions += 1
        if kept.redacted is None:
            counts.quarantined += bool(kept.quarantine_reason)
            continue
        counts.flagged += bool(kept.redacted.flags)
        _compare(counts, before, kept.redacted.messages)
    return counts


def _compare(
    counts: Preview, before: tuple[MaskedMessage, ...], after: tuple[RedactedMessage, ...]
) -> None:
    changed = sum(old.text != new.text for old, new in zip(before, after, strict=False))
    changed += abs(len(before) - len(after))
    counts.messages += changed
    counts.changed += bool(changed)
    counts.same += not changed
    old_masks = Counter(mask.entity for message in before for mask in message.masks)
    new_masks = Counter(mask.entity for message in after for mask in message.masks)
    counts.more += new_masks - old_masks
    counts.fewer += old_masks - new_masks
