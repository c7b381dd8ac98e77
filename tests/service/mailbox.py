"""A real SMTP server on loopback that keeps what it is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.service_process import free_port


class Mailbox:
    """What arrived, and an answer to give instead of taking it."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 taken"
        self.port = free_port()

    async def handle_DATA(  # noqa: N802 (the name the server calls)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.answer.startswith("250"):
            content = envelope.original_content or b""
            mail = message_from_bytes(content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
        return self.answer


def let_in(
    server: SMTP, session: Session, envelope: Envelope, how: str, data: object
) -> AuthResult:
    password = getattr(data, "password", b"")
    return AuthResult(success=password == b"correct horse", handled=False)


@contextmanager
def mailbox(*, sign_in: bool = False) -> Iterator[Mailbox]:
    box = Mailbox()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=box.port,
        authenticator=let_in if sign_in else None,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
