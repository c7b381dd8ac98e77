"""Vendors' times to UTC text of fixed width, so that text order is time order."""

import re
from datetime import UTC, datetime, timedelta

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)?"
    r"\s?([Zz]|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
_EPOCH = re.compile(r"(\d{9,17})(?:\.(\d{1,9}))?", re.ASCII)
_FIRST_YEAR = 1971
"""Zero, the year 1 in Go and 1970 nearly everywhere else, means unknown."""
_LAST_YEAR = 9998
"""`9999-12-31` means never, and has no tomorrow: east of Greenwich no page could show it."""
_START = datetime(1970, 1, 1, tzinfo=UTC)


def to_utc(value: object) -> str:
    """Return `2024-03-02T09:00:00.123456Z`, or empty when `value` is not a time.

    Reads RFC 3339 with 0 to 12 fraction digits and any offset (none means UTC), Slack's
    `epoch.microseconds`, and an epoch in seconds, milliseconds or microseconds.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = str(value).strip()
    try:
        moment = _read_iso(text) or _read_epoch(text)
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if moment else ""
    except (ValueError, OverflowError):
        return ""


def _read_iso(text: str) -> datetime | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute = (int(part) for part in match.groups()[:5])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    second = min(int(match[6] or 0), 59)  # a leap second
    micro = int((match[7] or "").ljust(6, "0")[:6])
    return datetime(year, month, day, hour, minute, second, micro, tzinfo=UTC) - _offset(match[8])


def _offset(zone: str | None) -> timedelta:
    if not zone or zone in "Zz":
        return timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return size if zone[0] == "+" else -size


def _read_epoch(text: str) -> datetime | None:
    match = _EPOCH.fullmatch(text)
    if not match:
        return None
    whole, fraction = match[1], match[2] or ""
    if len(whole) > 14:
        return _START + timedelta(microseconds=int(whole))
    if len(whole) > 11:
        return _START + timedelta(milliseconds=int(whole))
    return _START + timedelta(seconds=int(whole), microseconds=int(fraction.ljust(6, "0")[:6]))
