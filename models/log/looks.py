"""Looks: the events by which somebody sees what visitors said, or who they are."""

from models.log.events import Event

READING = (
    Event.SESSION_LISTED,
    Event.SESSION_OPENED,
    Event.SEARCH_RAN,
    Event.SIGN_OPENED,
)
"""Looks at redacted chats, the daily work of reviewers and officers."""

DISCLOSING = (
    Event.ORIGINAL_REVEALED,
    Event.GLASS_BROKEN,
    Event.REQUEST_SEARCHED,
    Event.REQUEST_SHOWN,
    Event.REQUEST_EXPORTED,
)
"""Looks at what is not redacted, or at whose it is."""

LOOKS = (*READING, *DISCLOSING)
"""What the looks of a person are counted by: a search is one, whatever it shows."""

SEEN = (*LOOKS, Event.SESSION_FOUND)
"""By what it is told who saw a session: a search names each that it showed words of."""

REVEALING = (
    Event.REVEAL_ASKED,
    Event.REVEAL_APPROVED,
    Event.REVEAL_REFUSED,
    Event.ORIGINAL_REVEALED,
    Event.GLASS_BROKEN,
    Event.GLASS_REVIEWED,
)
"""What happens around an original that is shown."""
