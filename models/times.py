"""Time as the records keep it: UTC, ISO 8601, microseconds, Z; text order is time order."""

from datetime import UTC, datetime


def to_text(time: datetime) -> str:
    """Write an aware time as `2026-01-02T10:00:00.000000Z`; a naive one is a ValueError."""
    if time.tzinfo is None:
        raise ValueError("a time without a zone cannot be kept")
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").zfill(27)


def from_text(text: str) -> datetime:
    """Read what `to_text` wrote."""
    return datetime.fromisoformat(text)


def optional_text(time: datetime | None) -> str | None:
    """Write a time that may be missing."""
    return None if time is None else to_text(time)


def optional_time(text: str | None) -> datetime | None:
    """Read a time that may be missing."""
    return None if text is None else from_text(text)


def find_time(text: str | None) -> datetime | None:
    """Read a vendor's time; None where it is missing, has no zone or cannot be read."""
    if not text:
        return None
    try:
        time = datetime.fromisoformat(text)
        return None if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
