"""The places outside that statements are put in: a command, a web address, a mailbox.

Each takes a batch of statements whole or fails with a code; what it answers is never repeated.
"""

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import httpx

from models.log.verify import Statement
from service.commands import end_with_all
from service.mail import Mailer, MailServer, MailUnsent
from service.settings import Settings

TIMEOUT_SECONDS = 30.0


class PlaceFailed(Exception):
    """The place did not take the statements; `code` says at which step."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"the place did not take the statements: {code}")


class Place(Protocol):
    """Somewhere the operator cannot rewrite; `every` is the pause between two batches."""

    @property
    def name(self) -> str:
        """How it is called in pages and entries."""

    @property
    def every(self) -> timedelta:
        """How long it wants to wait between two batches."""

    def put(self, statements: Sequence[Statement]) -> None:
        """Take these statements, oldest first; PlaceFailed when it did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandPlace:
    """A command that gets the statements on its stdin, one a line, and ends with status 0.

    It gets no setting of this service, and ends with all it started when it takes too long.
    """

    command: tuple[str, ...]
    timeout_seconds: float = TIMEOUT_SECONDS
    name: str = "command"
    every: timedelta = timedelta(0)

    def put(self, statements: Sequence[Statement]) -> None:
        """Run it once for all of them."""
        try:
            with subprocess.Popen(
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_without_settings(os.environ),  # noqa: TID251 (handed down)
                start_new_session=True,
            ) as process:
                self._feed(process, _lines(statements))
        except OSError:
            raise PlaceFailed("cannot_run") from None
        if process.returncode:
            raise PlaceFailed(f"status_{process.returncode}")

    def _feed(self, process: subprocess.Popen[bytes], lines: bytes) -> None:
        try:
            process.communicate(lines, timeout=self.timeout_seconds)
        except subprocess.TimeoutExpired:
            end_with_all(process)
            raise PlaceFailed("timeout") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPlace:
    """An address that gets the statements by POST, one a line, and answers 2xx."""

    url: str
    timeout_seconds: float = TIMEOUT_SECONDS
    name: str = "webhook"
    every: timedelta = timedelta(0)

    def put(self, statements: Sequence[Statement]) -> None:
        """Send them in one request; a redirect is not followed, and no body of an answer read."""
        try:
            with httpx.stream(
                "POST",
                self.url,
                content=_lines(statements),
                headers={"Content-Type": "application/jsonl"},
                timeout=self.timeout_seconds,
                trust_env=False,
            ) as answer:
                status = answer.status_code
        except httpx.TimeoutException:
            raise PlaceFailed("timeout") from None
        except httpx.HTTPError:
            raise PlaceFailed("unreachable") from None
        except httpx.InvalidURL:
            raise PlaceFailed("address_invalid") from None
        if not httpx.codes.is_success(status):
            raise PlaceFailed(f"status_{status}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPlace:
    """A mailbox that gets the newest checkpoint now and then, and all other statements."""

    mailer: Mailer
    to: str
    every: timedelta
    name: str = "mail"

    def put(self, statements: Sequence[Statement]) -> None:
        """Send one mail; the newest statement vouches for the checkpoints that are left out."""
        newest = statements[-1]
        told = [each for each in statements if each.type != "checkpoint" or each is newest]
        subject = f"Access log: anchor of entry {newest.seq}"
        text = f"{_MAIL}\n{_lines(told).decode()}"
        try:
            self.mailer.send(self.to, subject, text)
        except MailUnsent as error:
            raise PlaceFailed(error.code) from None


_MAIL = """Keep this mail: it proves what the access log was when it was sent.
Save the lines below, oldest mail first, in one file and run: python verify.py LOG FILE
When no such mail comes for longer than agreed, ask why.
"""


def named_places(settings: Settings, mailer: MailServer | None) -> tuple[Place, ...]:
    """The places the settings name; none when nothing is configured."""
    places: list[Place] = []
    if settings.anchor_command:
        places.append(CommandPlace(command=tuple(shlex.split(settings.anchor_command))))
    if settings.anchor_url:
        places.append(WebPlace(url=settings.anchor_url))
    if settings.anchor_mail and mailer:
        every = timedelta(hours=settings.anchor_mail_hours)
        places.append(MailPlace(mailer=mailer, to=settings.anchor_mail, every=every))
    return tuple(places)


def _without_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """What a command may know: not our settings, of which the master key is one."""
    return {
        key: value for key, value in environment.items() if not key.upper().startswith("REDACTOR_")
    }


def _lines(statements: Sequence[Statement]) -> bytes:
    return b"".join(statement.as_line() for statement in statements)
