"""What was said in an original: read for a reveal, never kept.

What is sealed of a session is JSON of the machines' door. One field of it is known here:
`texts`, what was said, message by message, exactly as the engine read it. Offsets of findings
count in these.
"""

import json

from models.records import Step
from models.transcripts.originals import read_original


def unsealed_texts(step: Step, session_id: str) -> tuple[int, tuple[str, ...]] | None:
    """The revision of a session's original and what was said in it; None where none is kept.

    KeyGone when it was erased; Unsealable when the bytes are not what was sealed.
    """
    found = read_original(step, session_id)
    texts = texts_of(found[1]) if found else None
    return (found[0], texts) if found and texts is not None else None


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
