"""How the pages say things: times, counts, codes. Pure; plain English; no internal words."""

from datetime import date, datetime, timedelta, tzinfo

from redactor import Role

_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)

SPEAKERS = {
    Role.VISITOR: "Visitor",
    Role.AGENT: "Agent",
    Role.BOT: "Bot",
    Role.SYSTEM: "",
    Role.NOTE: "Internal note",
}

REASONS = {
    "survivor": "A value was still readable after masking.",
    "engine_error": "The detector stopped with an error.",
    "engine_stuck": "The detector took too long and was stopped.",
    "message_too_long": "A message has more than 20,000 characters.",
    "identity_too_long": "More is told of the people in it than can be sought.",
    "failed_closed": "The detector would not let it pass.",
    "model_missing": "The detector was not available.",
    "unknown_language": "The language is not one the detector knows.",
    "session_invalid": "What arrived could not be read as a chat.",
    "broken_json": "What arrived is not valid JSON.",
    "wrong_endpoint": "What arrived belongs to another address of this source.",
    "too_large": "What arrived is larger than the settings allow.",
    "too_many_events": "The chat has more events than can be kept.",
    "too_many_facts": "The chat says more about the visitor than can be kept.",
    "session_busy": "The session was being changed at the same moment.",
    "worker_lost": "The worker stopped while it was busy with this.",
    "store_error": "The records could not be written.",
    "key_gone": "The key is gone; nobody can read it.",
    "report_lost": "What a reviewer reported could not be sought in the newer text.",
    "minor": "The visitor may be under 16.",
    "objection": "The person objects to being reviewed.",
    "no_consent": "The person has not consented to being reviewed.",
    "no_notice": "The person was not told that chats may be reviewed.",
    "officer": "A privacy officer holds it back.",
}

ERASED_BECAUSE = {
    "officer": "Decided by a privacy officer",
    "subject_request": "Request of the person",
    "minor": "The visitor is under 16",
    "retention": "Its time was over",
    "replayed": "Came back with a backup",
    "consent": "Consent was withdrawn",
}

EVENTS = {
    "conversation_started": "",  # every chat was started; a mark on each would say nothing
    "unanswered": "Not answered in time",
    "feedback": "Feedback left",
    "offline_message": "Offline message",
}


def number_words(number: int) -> str:
    """Return the number as a word up to twenty, as digits above."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def count_words(count: int, one: str, many: str = "") -> str:
    """Return `1 entry`, `2,000 entries`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def code_words(code: str) -> str:
    """Return a code as a sentence: a known one from the table, else the code made readable."""
    if known := REASONS.get(code):
        return known
    plain = code.replace(":", ": ").replace("_", " ").replace("-", " ").strip()
    return f"{plain[:1].upper()}{plain[1:]}." if plain else ""


def mark_words(kind: str, events: tuple[str, ...]) -> tuple[str, ...]:
    """Return the marks of a session: what kind it is and what happened, where that says much."""
    codes = (kind, *events) if kind != "chat" else events
    words = (EVENTS.get(code, code.replace("_", " ").capitalize()) for code in codes)
    return tuple(word for word in words if word)


def iso(moment: datetime | None) -> str:
    """Return a moment as machines read it, or nothing."""
    return moment.isoformat() if moment else ""


def day_words(moment: datetime, zone: tzinfo) -> str:
    """Return `Sun 22 Nov 2026` in the zone of the pages."""
    return date_words(moment.astimezone(zone))


def date_words(day: date) -> str:
    """Return `Sun 22 Nov 2026`."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def last_day_words(ends_at: datetime | None, zone: tzinfo) -> str:
    """Return the last day of what ends as a day begins: people know the day before as the last."""
    return day_words(ends_at - timedelta(seconds=1), zone) if ends_at else ""


def clock_words(moment: datetime, zone: tzinfo) -> str:
    """Return `18:00` in the zone of the pages."""
    return f"{moment.astimezone(zone):%H:%M}"


def moment_words(moment: datetime | None, zone: tzinfo) -> str:
    """Return `22 Nov 2026, 18:00`, or nothing where there is no time."""
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    return f"{local.day} {local:%b %Y, %H:%M}"


def zone_words(zone: tzinfo) -> str:
    """Return the name of a time zone: `UTC`, `Europe/Berlin`."""
    return str(zone).replace("_", " ")


def length_words(length: timedelta) -> str:
    """Return `40 sec`, `12 min`, `3 h 5 min`, `2 days`."""
    seconds = int(length.total_seconds())
    if seconds < 60:
        return f"{max(seconds, 0)} sec"
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if minutes < 60:
        return f"{minutes} min"
    if hours < 48:
        rest = minutes % 60
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{days} days"


def pause_words(length: timedelta) -> str:
    """Return `4 minutes pass`, said between two messages."""
    minutes = int(length.total_seconds()) // 60
    for size, name in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = minutes // size
            return f"{count_words(count, name)} {'passes' if count == 1 else 'pass'}"
    return "a moment passes"


def ago_words(then: datetime, now: datetime) -> str:
    """Return `just now` or `2 minutes ago`."""
    minutes = int((now - then).total_seconds()) // 60
    if minutes < 1:
        return "just now"
    for size, name in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            return f"{count_words(minutes // size, name)} ago"
    return "just now"
