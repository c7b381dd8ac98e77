"""Mail to employees and to auditors, by the server the operator named; never a visitor's data.

With nothing configured there is no mail and no connection.
"""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Protocol

from service.secret_files import secret_in
from service.settings import Settings

TIMEOUT_SECONDS = 20.0


class MailUnsent(Exception):
    """The server did not take the mail; `code` says at which step, never what it answered."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"the mail was not sent: {code}")


class Mailer(Protocol):
    """Whatever sends a plain mail to one person."""

    def send(self, to: str, subject: str, text: str) -> None:
        """Hand one mail over; MailUnsent when it was not taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """An SMTP server and how it is spoken to; `security` is tls, starttls or none."""

    host: str
    port: int
    security: str
    sender: str
    clock: Callable[[], datetime]
    user: str = ""
    password: str = ""
    timeout_seconds: float = TIMEOUT_SECONDS

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port})"

    def send(self, to: str, subject: str, text: str) -> None:
        """Hand one plain mail over; MailUnsent when the server did not take it."""
        mail = self._written(to, subject, text)
        try:
            with self._connected() as server:
                if self.user:
                    self._sign_in(server)
                server.send_message(mail)
        except smtplib.SMTPAuthenticationError:
            raise MailUnsent("sign_in_refused") from None
        except smtplib.SMTPRecipientsRefused:
            raise MailUnsent("recipient_refused") from None
        except smtplib.SMTPException as error:
            raise MailUnsent(f"refused_{getattr(error, 'smtp_code', 0)}") from None
        except ssl.SSLError:
            raise MailUnsent("certificate") from None
        except OSError:
            raise MailUnsent("unreachable") from None

    def _sign_in(self, server: smtplib.SMTP) -> None:
        try:
            server.login(self.user, self.password)
        except UnicodeError:  # smtplib signs in with ASCII alone
            raise MailUnsent("password_invalid") from None

    def _written(self, to: str, subject: str, text: str) -> EmailMessage:
        mail = EmailMessage()
        try:
            mail["From"], mail["To"], mail["Subject"] = self.sender, to, subject
        except ValueError:  # a line break where a header would begin
            raise MailUnsent("header_invalid") from None
        if len(mail["To"].addresses) != 1 or "@" not in parseaddr(to)[1]:
            raise MailUnsent("recipient_invalid")
        mail["Date"] = format_datetime(self.clock())
        mail["Message-ID"] = make_msgid(domain=parseaddr(self.sender)[1].rpartition("@")[2])
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
        mail.set_content(text)
        return mail

    def _connected(self) -> smtplib.SMTP:
        if self.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.timeout_seconds, context=context
            )
        server = smtplib.SMTP(self.host, self.port, timeout=self.timeout_seconds)
        if self.security == "starttls":
            try:
                server.starttls(context=ssl.create_default_context())
            except BaseException:
                server.close()
                raise
        return server


def mail_server(settings: Settings, clock: Callable[[], datetime]) -> MailServer | None:
    """The mail server of the settings; None when there is none. KeyUnsafe for an open file."""
    if not settings.smtp_host:
        return None
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        sender=settings.mail_from,
        clock=clock,
        user=settings.smtp_user,
        password=secret_in(settings.smtp_password_file),
    )
