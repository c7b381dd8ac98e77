"""The words of alerts: what can be unusual, above what, and how it ends."""

from dataclasses import dataclass

from models.worded import WordedEnum


class AlertKind(WordedEnum):
    """What was unusual; `words` continue a sentence that starts with who it is about."""

    VOLUME = "volume", "looked at far more than is usual"
    OWN_NAME_SEARCHED = "own_name_searched", "searched for their own name"
    OWN_CHAT_OPENED = "own_chat_opened", "opened a chat that they are named in"
    OFF_HOURS = "off_hours", "looked at chats outside business hours"
    REFUSALS = "refusals", "was refused again and again"
    SCRAPING = "scraping", "went through chats faster than one can read"
    EXPORTS = "exports", "exported more than is usual"
    REVEALS = "reveals", "was shown more originals than is usual"
    GLASS_BROKEN = "glass_broken", "was shown an original without approval"
    NEW_ADDRESS = "new_address", "signed in from a new address after failures"
    ANCHOR_FAILING = "anchor_failing", "cannot put the anchors of the log in one of their places"
    CHECKPOINTS_STOPPED = "checkpoints_stopped", "signs no checkpoints of the log any more"


class AlertVerdict(WordedEnum):
    """What the person who looked at an alert found."""

    EXPLAINED = "explained", "There is a good reason"
    TALKED_TO = "talked_to", "It was not right; we talked to the person"
    INCIDENT = "incident", "It is an incident; it is being dealt with"
    FALSE_ALARM = "false_alarm", "The rule was wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From where on a day is unusual. All are counts of one person's day."""

    volume_least: int = 80
    volume_times: int = 3
    off_hours_looks: int = 3
    refusals: int = 8
    scraping_steps: int = 25
    scraping_minutes: int = 10
    exports: int = 5
    reveals: int = 10
    failures: int = 3
