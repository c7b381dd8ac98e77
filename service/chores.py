"""Small things the keeper does besides: traces of reports removed, notices sent by mail."""

import logging

from models.accounts.notices import mark_mailed, unmailed
from models.errors import RecordsError
from models.records import Records
from models.review.reported import scrub_reported
from service.mail import Mailer, MailUnsent

log = logging.getLogger(__name__)


def scrub_once(records: Records) -> None:
    """Remove the traces of what reviewers reported since the last time."""
    try:
        scrub_reported(records)
    except (RecordsError, OSError) as error:
        log.warning("traces of reports wait: %s", type(error).__name__)


def mail_notices(records: Records, mailer: Mailer | None, url: str) -> None:
    """Send a mail for each new notice; what the server does not take is tried again for a day.

    A mail says what kind of thing waits and where, and nothing of what it is about. Without a
    mail server nothing is sent.
    """
    if mailer is None:
        return
    try:
        for notice in unmailed(records):
            mailer.send(
                notice.email,
                notice.kind.words,
                f"{notice.kind.words}.\n\nOpen your notices: {url}/notices\n",
            )
            mark_mailed(records, [notice.id])
    except (RecordsError, OSError, MailUnsent) as error:
        log.warning("notices wait to be sent: %s", type(error).__name__)
