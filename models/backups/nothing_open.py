"""Nothing that was open when a backup was made is open in what is restored from it.

It may have been ended since, and nobody would know: signed out, used up, revoked because it leaked,
shown.
"""

from models.records import Act
from models.times import to_text

_ENDS = (
    "UPDATE sign_ins SET closed_at = :now WHERE closed_at IS NULL",
    "UPDATE invites SET used_at = :now WHERE used_at IS NULL",
    "UPDATE api_tokens SET revoked_at = :now WHERE revoked_at IS NULL",
    "UPDATE reveals SET ends_at = :now WHERE ends_at > :now AND shown_at IS NULL",
    "DELETE FROM half_sign_ins",
)


def end_what_was_open(act: Act) -> None:
    """End sign-ins, one-time links, API tokens, and reveals that wait to be shown. Logs nothing."""
    for statement in _ENDS:
        act.db.execute(statement, {"now": to_text(act.now)})
