"""Keeps the processes of the service alive and stops them together.

Each child holds the read end of a pipe as its stdin: when the supervisor is gone, even by
kill -9, the pipe closes and the child stops itself (`stop_with_parent`).
"""

import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

GRACE_SECONDS = 10.0
LONGEST_WAIT_SECONDS = 30.0
STEADY_SECONDS = 60.0


@dataclass(slots=True)
class _Child:
    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    start_at: float = 0.0
    wait: float = field(default=0.2)


class Supervisor:
    """Runs named commands until told to stop; one that dies is started again, ever more slowly."""

    def __init__(
        self,
        commands: Mapping[str, Sequence[str]],
        *,
        environment: Mapping[str, str],
        chore: Callable[[], object],
        chore_seconds: float,
    ) -> None:
        """Children get this process's environment and `environment`.

        `chore` is called every `chore_seconds`, and once more after all children stopped.
        """
        self._environment = {**os.environ, **environment}  # noqa: TID251 (handed down)
        self._children = [_Child(name, command) for name, command in commands.items()]
        self._chore = chore
        self._chore_seconds = chore_seconds

    def run(self, stop: threading.Event) -> bool:
        """Block until `stop` is set, then stop every child; tells if the last chore went well."""
        next_chore = 0.0
        try:
            while not stop.wait(0.1):
                for child in self._children:
                    self._look_after(child)
                if time.monotonic() >= next_chore:
                    self._do_chore()
                    next_chore = time.monotonic() + self._chore_seconds
        finally:
            self._stop_all()
            well = self._do_chore()
        return well

    def _look_after(self, child: _Child) -> None:
        now = time.monotonic()
        if child.process is None:
            if now >= child.start_at:
                child.process = subprocess.Popen(
                    child.command,
                    env=self._environment,
                    stdin=subprocess.PIPE,
                    start_new_session=True,
                )
                child.started = now
            return
        if child.process.poll() is None:
            return
        if now - child.started > STEADY_SECONDS:
            child.wait = 0.2
        log.warning(
            "%s ended with status %s; starting it again", child.name, child.process.returncode
        )
        _close(child.process)
        child.process = None
        child.start_at = now + child.wait
        child.wait = min(child.wait * 2, LONGEST_WAIT_SECONDS)

    def _do_chore(self) -> bool:
        try:
            self._chore()
        except Exception:
            log.exception("the regular chore failed; it is tried again")
            return False
        return True

    def _stop_all(self) -> None:
        running = [child.process for child in self._children if child.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            _close(process)


def _close(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()


def stop_on_signals() -> threading.Event:
    """An event that SIGINT and SIGTERM set."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop


def stop_with_parent() -> None:
    """Send this process SIGTERM when the supervisor's end of stdin closes."""

    def watch() -> None:
        while os.read(0, 1):  # not sys.stdin: its lock would outlive the interpreter
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()
