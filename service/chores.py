"""Small things the keeper does besides: traces of reports removed, notices sent by mail."""

import logging
import time

from models.accounts.notices import Unmailed, mark_mailed, unmailed
from models.errors import RecordsError
from models.records import Records
from models.review.reported import scrub_reported
from service.mail import Mailer, MailUnsent

log = logging.getLogger(__name__)

OF_ALL = frozenset(("unreachable", "certificate", "sign_in_refused", "password_invalid"))
"""Codes that say that nobody's mail goes; any other may be of one person's alone."""

RESTS = 3600.0
"""Seconds that a person whom nothing could be sent to is left alone."""

TURN = 30.0
"""Seconds after which it is the watch's turn again, which looks for what is unusual in between."""


def scrub_once(records: Records) -> None:
    """Remove the traces of what reviewers reported since the last time."""
    try:
        scrub_reported(records)
    except (RecordsError, OSError) as error:
        log.warning("traces of reports wait: %s", type(error).__name__)


class NoticePost:
    """Sends a mail for each new notice; what the server does not take is tried again for a day.

    A mail says what kind of thing waits and where, and nothing of what it is about. Without a
    mail server nothing is sent. What a slow one leaves after the `turn` waits for the next.
    """

    def __init__(
        self, records: Records, mailer: Mailer | None, url: str, *, turn: float = TURN
    ) -> None:
        self._turn = turn
        self._records = records
        self._mailer = mailer
        self._url = url
        self._rests: dict[str, float] = {}

    def __call__(self) -> None:
        """Send what waits; one person's broken mailbox keeps nobody else's mail."""
        if self._mailer is None:
            return
        ends = time.monotonic() + self._turn
        try:
            for notice in unmailed(self._records):
                if self._rests.get(notice.email, 0.0) > time.monotonic():
                    continue
                if self._sent(self._mailer, notice):
                    mark_mailed(self._records, [notice.id])
                if time.monotonic() >= ends:
                    return
        except (RecordsError, OSError, MailUnsent) as error:
            log.warning("notices wait to be sent: %s", type(error).__name__)

    def _sent(self, mailer: Mailer, notice: Unmailed) -> bool:
        """Whether the server took it; MailUnsent when it takes nobody's."""
        words = notice.kind.words
        text = f"{words}.\n\nOpen your notices: {self._url}/notices\n"
        try:
            mailer.send(notice.email, words, text)
        except MailUnsent as error:
            if error.code in OF_ALL:
                raise
            self._rests[notice.email] = time.monotonic() + RESTS
            log.warning("the notices of one person wait to be sent: %s", error.code)
            return False
        return True
