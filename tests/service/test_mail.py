"""Mail goes to the server the operator named, whole or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from models.errors import KeyUnsafe
from service.mail import MailServer, MailUnsent, mail_server
from service.settings import Settings
from tests.service.mailbox import mailbox
from tests.service_process import free_port


def clock() -> datetime:
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def server(port: int, **changes: object) -> MailServer:
    settings = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none"}
    made = mail_server(Settings(**settings | {"mail_from": "log@shop.example"} | changes), clock)  # type: ignore[arg-type]
    assert made is not None
    return made


def test_nothing_configured_is_no_mail() -> None:
    assert mail_server(Settings(), clock) is None


def test_a_mail_arrives_as_it_was_written() -> None:
    with mailbox() as box:
        server(box.port).send("ada@audit.example", "Anchor 12", "first line\nsecond: ü\n")
    (mail,) = box.mails
    assert (mail["From"], mail["To"]) == ("log@shop.example", "ada@audit.example")
    assert mail["Subject"] == "Anchor 12"
    assert mail["Date"].datetime == clock()
    assert mail["Message-ID"].endswith("@shop.example>")
    assert mail.get_content().replace("\r\n", "\n") == "first line\nsecond: ü\n"


@pytest.mark.parametrize(
    ("to", "subject", "code"),
    [
        ("ada@audit.example\r\nBcc: eve@evil.example", "x", "header_invalid"),
        ("ada@audit.example", "x\nBcc: eve@evil.example", "header_invalid"),
        ("ada@audit.example, eve@evil.example", "x", "recipient_invalid"),
        ("ada", "x", "recipient_invalid"),
        ("", "x", "recipient_invalid"),
    ],
)
def test_no_header_can_be_smuggled_in(to: str, subject: str, code: str) -> None:
    with mailbox() as box, pytest.raises(MailUnsent, match=code):
        server(box.port).send(to, subject, "x")
    assert box.mails == []


def test_a_refusal_is_told_by_its_code_and_not_by_its_words() -> None:
    with mailbox() as box:
        box.answer = "552 we do not like ada@audit.example"
        with pytest.raises(MailUnsent) as refused:
            server(box.port).send("ada@audit.example", "x", "x")
    assert refused.value.code == "refused_552"
    assert "ada" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(MailUnsent, match="unreachable"):
        server(free_port()).send("ada@audit.example", "x", "x")


def test_without_the_encryption_asked_for_nothing_is_sent() -> None:
    with mailbox() as box:
        for security in ("starttls", "tls"):
            with pytest.raises(MailUnsent):
                server(box.port, smtp_security=security).send("ada@audit.example", "x", "x")
    assert box.mails == []


def test_it_signs_in_with_a_password_nobody_else_can_read(tmp_path: Path) -> None:
    secret = tmp_path / "smtp"
    secret.write_text("correct horse\n")
    secret.chmod(0o600)
    with mailbox(sign_in=True) as box:
        named = server(box.port, smtp_user="log", smtp_password_file=secret)
        named.send("ada@audit.example", "x", "x")
        assert "horse" not in repr(named)
        secret.write_text("wrong\n")
        with pytest.raises(MailUnsent, match="sign_in_refused"):
            server(box.port, smtp_user="log", smtp_password_file=secret).send(
                "ada@audit.example", "x", "x"
            )
        secret.write_text("schlüssel\n")
        with pytest.raises(MailUnsent, match="password_invalid"):
            server(box.port, smtp_user="log", smtp_password_file=secret).send(
                "ada@audit.example", "x", "x"
            )
        secret.chmod(0o644)
        with pytest.raises(KeyUnsafe):
            server(box.port, smtp_user="log", smtp_password_file=secret)
    assert len(box.mails) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"smtp_security": "none", "smtp_host": "mail.shop.example"},
        {"mail_from": ""},
        {"smtp_user": "log"},
    ],
)
def test_half_a_mail_server_is_refused(wrong: dict[str, str]) -> None:
    right = {"smtp_host": "127.0.0.1", "smtp_security": "none", "mail_from": "log@shop.example"}
    assert Settings(**right)  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        Settings(**right | wrong)  # type: ignore[arg-type]
