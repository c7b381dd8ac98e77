"""Where the master key comes from: a file, the environment or a command; exactly one of them."""

import os
import selectors
import subprocess
import time
from pathlib import Path

from models.errors import KeyUnsafe
from models.seals.keys import load_master_key, read_key
from service.commands import end_with_all
from service.settings import Settings

_MOST_OUTPUT_BYTES = 4096


def master_key_file(settings: Settings) -> Path | None:
    """The file of the master key; None when it comes from somewhere else."""
    if settings.master_key is not None or settings.master_key_command:
        return None
    return settings.master_key_file or settings.keys / "master.key"


def find_master_key(settings: Settings) -> bytes:
    """The master key; KeyUnsafe, in words that say what to do, when there is none to be had."""
    if settings.master_key is not None:
        text = settings.master_key.get_secret_value().encode()
        return read_key(text, where="REDACTOR_MASTER_KEY")
    if settings.master_key_command:
        answer = _answer(settings.master_key_command, settings.master_key_seconds)
        return read_key(answer, where="what REDACTOR_MASTER_KEY_COMMAND wrote")
    path = master_key_file(settings)
    if path is None or not path.exists():
        raise KeyUnsafe(
            f"no master key at {path}: bring back the copy you keep, or run `redactor setup` for a "
            "new installation"
        )
    return load_master_key(path)


def _answer(command: tuple[str, ...], seconds: float) -> bytes:
    """What the command wrote on stdout. No shell; killed with all it started when time is up."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True
        )
    except OSError as error:
        raise KeyUnsafe(f"REDACTOR_MASTER_KEY_COMMAND cannot be run: {error.strerror}") from None
    try:
        written = _read(process, time.monotonic() + seconds)
    except subprocess.TimeoutExpired:
        raise KeyUnsafe(
            f"REDACTOR_MASTER_KEY_COMMAND gave no key within {seconds:g} seconds"
        ) from None
    finally:
        end_with_all(process)
        if process.stdout is not None:
            process.stdout.close()
    if process.returncode and len(written) < _MOST_OUTPUT_BYTES:
        raise KeyUnsafe(f"REDACTOR_MASTER_KEY_COMMAND ended with status {process.returncode}")
    return written


def _read(process: subprocess.Popen[bytes], ends: float) -> bytes:
    """What the command writes till it ends, or more than any key is; TimeoutExpired in the end."""
    written = b""
    with selectors.DefaultSelector() as waiting:
        pipe = waiting.register(process.stdout, selectors.EVENT_READ).fd  # type: ignore[arg-type]
        while len(written) < _MOST_OUTPUT_BYTES:
            if not waiting.select(max(0.0, ends - time.monotonic())):
                raise subprocess.TimeoutExpired(process.args, 0)
            part = os.read(pipe, _MOST_OUTPUT_BYTES - len(written))
            if not part:
                process.wait(max(0.0, ends - time.monotonic()))
                break
            written += part
    return written
