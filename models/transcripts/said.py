"""What was said in an original: read for a reveal, never kept.

What is sealed of a session is JSON of the machines' door. One field of it is known here:
`texts`, what was said, message by message, exactly as the engine read it. Offsets of findings
count in these.
"""

import json

from models.records import Step


def unsealed_texts(step: Step, session_id: str) -> tuple[int, tuple[str, ...]] | None:
    """The revision of a session's original and what was said in it; None where none is kept.

    KeyGone when it was erased; Unsealable when the bytes are not what was sealed.
    """
    row = step.db.execute(
        "SELECT revision, sealed FROM originals WHERE session_id = ?", [session_id]
    ).fetchone()
    if row is None:
        return None
    revision, sealed = row
    bound_to = f"session:{session_id}:original:{revision}"
    body = step.records.keys.unseal(f"session:{session_id}", sealed, bound_to=bound_to)
    texts = texts_of(body)
    return None if texts is None else (revision, texts)


def texts_of(body: bytes) -> tuple[str, ...] | None:
    """What was said, message by message; None where the original does not say."""
    try:
        record = json.loads(body)
    except (ValueError, RecursionError):
        return None
    texts = record.get("texts") if isinstance(record, dict) else None
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        return None
    return tuple(texts)
