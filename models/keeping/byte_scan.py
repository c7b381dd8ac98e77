"""Looks for values in the bytes of files, whatever they are: a process of its own.

    python -m models.keeping.byte_scan < {"paths": [...], "values": [...]} > {"files": [...], ...}

Apart from the process that writes, because closing a database's file lets go of the locks that
process holds on it. Values come in by a pipe and leave as their number only. Case does not
matter. Each value is sought as UTF-8 and UTF-16, as JSON and addresses and pages would write it,
and in base64 at its three alignments.
"""

import base64
import html
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

import numpy as np

from models.errors import Unwritable
from models.keeping.lost_and_found import is_lost_and_found

_CHUNK = 256 * 1024  # what stays near the processor: larger ones take twice the time
_SEED = 6
"""How many bytes of a form the first look is for; no form is shorter."""

_WORD = 4
_BITS = 20
_FACTOR = np.uint32(0x9E3779B1)
_Words = np.ndarray[tuple[int], np.dtype[np.uint32]]
_MOST_HITS = 1_000
_HEX = frozenset(b"0123456789abcdef")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Value number `value` stands in file number `file` from this byte on."""

    file: int
    byte: int
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What was read and what was found; `unread` are files and folders that could not be read.

    `left_out` are folders that are root's alone on every volume, and that only root may look into.
    """

    files: tuple[tuple[str, int], ...]
    unread: tuple[str, ...]
    hits: tuple[Hit, ...]
    left_out: tuple[str, ...] = ()

    @property
    def bytes(self) -> int:
        """How many bytes were looked at."""
        return sum(size for _, size in self.files)


def forms_of(value: str) -> frozenset[bytes]:
    """How a value could stand in a file, in lower case; forms too short to tell are left out."""
    forms: set[bytes] = set()
    for written in {value, value.lower(), value.upper(), value.casefold(), value.title()}:
        plain = written.encode("utf-8", "surrogatepass")
        texts = {written, json.dumps(written)[1:-1], html.escape(written)}
        texts |= {quote(plain, safe=""), quote_plus(plain)}
        forms |= {text.encode("utf-8", "surrogatepass") for text in texts}
        forms.add(written.encode("utf-16-le", "surrogatepass"))
        forms |= set(_base64(plain))
    return frozenset(form.lower() for form in forms if len(form) >= _SEED)


def scan(paths: Sequence[Path], values: Sequence[str]) -> Scan:
    """Look for all values in all files under these paths, in another process.

    Unwritable (`SCAN_FAILED`) when that one comes to no end.
    """
    asked = json.dumps({"paths": [str(path) for path in paths], "values": list(values)})
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "models.keeping.byte_scan"],  # not from where we are
            input=asked.encode("utf-8", "surrogatepass"),
            stdout=subprocess.PIPE,
            check=True,
        )
    except subprocess.CalledProcessError:
        raise Unwritable("SCAN_FAILED") from None
    said = json.loads(done.stdout)
    return Scan(
        files=tuple((name, size) for name, size in said["files"]),
        unread=tuple(said["unread"]),
        hits=tuple(Hit(**hit) for hit in said["hits"]),
        left_out=tuple(said["left_out"]),
    )


def scan_here(paths: Sequence[Path], values: Sequence[str]) -> Scan:
    """Look for all values in all files under these paths, in this process."""
    sought = _Sought(values)
    files: list[tuple[str, int]] = []
    unread: list[str] = []
    left_out: list[str] = []
    hits: list[Hit] = []
    for path in _files(paths, unread, left_out):
        try:
            size = _read(path, len(files), sought, hits)
        except FileNotFoundError:
            continue  # gone meanwhile, as temporary files are
        except OSError:
            unread.append(str(path))
        else:
            files.append((str(path), size))
    return Scan(
        files=tuple(files),
        unread=tuple(dict.fromkeys(unread)),
        hits=tuple(hits[:_MOST_HITS]),
        left_out=tuple(dict.fromkeys(left_out)),
    )


def _base64(plain: bytes) -> Iterator[bytes]:
    """The characters that stand for this value whatever stands before and after it."""
    for shift in range(3):
        encoded = base64.b64encode(bytes(shift) + plain)
        first = (shift * 8 + 5) // 6
        last = (shift + len(plain)) * 8 // 6
        yield encoded[first:last]
        yield encoded[first:last].replace(b"+", b"-").replace(b"/", b"_")


class _Sought:
    """All forms of all values, and two tables that rule out most places at a glance."""

    def __init__(self, values: Sequence[str]) -> None:
        self.seeds: dict[bytes, dict[int, dict[bytes, list[int]]]] = {}
        self.longest = _SEED
        for number, value in enumerate(values):
            for form in forms_of(value):
                by_length = self.seeds.setdefault(form[:_SEED], {})
                by_length.setdefault(len(form), {}).setdefault(form, []).append(number)
                self.longest = max(self.longest, len(form))
        self._first, self._last = (np.zeros(1 << _BITS, dtype=np.bool_) for _ in range(2))
        firsts = b"".join(seed[:_WORD] for seed in self.seeds)
        lasts = b"".join(seed[-_WORD:] for seed in self.seeds)
        self._first[_places(_words(firsts, 0))] = True
        self._last[_places(_words(lasts, 0))] = True

    def candidates(self, window: bytes) -> list[int]:
        """Where a form could begin; few places more than those where one does."""
        found: list[int] = []
        for offset in range(_WORD):
            words = _words(window, offset)
            starts = np.flatnonzero(self._first.take(_places(words))) * _WORD + offset
            starts = starts[starts <= len(window) - _SEED]
            if len(starts):
                ends = np.frombuffer(window, dtype=np.uint8)
                last = sum(
                    ends[starts + _SEED - _WORD + place].astype(np.uint32) << np.uint32(8 * place)
                    for place in range(_WORD)
                )
                found += starts[self._last.take(_places(np.asarray(last)))].tolist()
        return sorted(found)


def _words(window: bytes, offset: int) -> _Words:
    """Every fourth word of four bytes, from an offset on."""
    count = max(0, len(window) - offset) // _WORD
    return np.frombuffer(window, dtype="<u4", offset=offset if count else 0, count=count)


def _places(words: _Words) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Where in a table each word is looked up."""
    return ((words * _FACTOR) >> np.uint32(32 - _BITS)).astype(np.intp)


def _files(paths: Sequence[Path], unread: list[str], left_out: list[str]) -> Iterator[Path]:
    """Plain files under the paths, each once, in order; links are not followed.

    What may not be looked into, a file or a folder, is put into `unread`, or into `left_out`.
    """

    def note(error: OSError) -> None:
        if isinstance(error, PermissionError) and is_lost_and_found(Path(error.filename), top):
            left_out.append(str(error.filename))
        elif not isinstance(error, FileNotFoundError):
            unread.append(str(error.filename))

    seen: set[tuple[int, int]] = set()
    for top in paths:
        for path in _under(top, note):
            try:
                facts = path.lstat()
            except OSError as error:
                note(error)
                continue
            if stat.S_ISREG(facts.st_mode) and (facts.st_dev, facts.st_ino) not in seen:
                seen.add((facts.st_dev, facts.st_ino))
                yield path


def _under(top: Path, note: Callable[[OSError], None]) -> Iterator[Path]:
    """Everything in a folder but folders, or what is there in its place."""
    if not os.path.isdir(top):  # noqa: PTH112 - Path.is_dir raises where it may not look
        yield top
        return
    for folder, folders, names in os.walk(top, onerror=note):
        folders.sort()
        yield from (Path(folder, name) for name in sorted(names))


def _read(path: Path, file: int, sought: _Sought, hits: list[Hit]) -> int:
    size, kept = 0, b""
    with path.open("rb", buffering=0) as source:
        while chunk := source.read(_CHUNK):
            window = kept + chunk.lower()
            for at in sought.candidates(window):
                for length, forms in sought.seeds.get(window[at : at + _SEED], {}).items():
                    form = window[at : at + length]
                    if form not in forms or _within_a_digest(window, at, form):
                        continue
                    new = at + length > len(kept)  # or it was found with the chunk before
                    for value in forms[form]:
                        if new and len(hits) < _MOST_HITS:
                            hits.append(Hit(file=file, byte=size - len(kept) + at, value=value))
            size += len(chunk)
            kept = window[-sought.longest :]
    return size


def _within_a_digest(window: bytes, at: int, form: bytes) -> bool:
    """Whether digits stand in the midst of hexadecimal ones, as they do by chance."""
    if not form.isdigit():
        return False
    before = window[at - 1] if at else 0
    after = window[at + len(form)] if at + len(form) < len(window) else 0
    return before in _HEX and after in _HEX


def main() -> None:
    """Answer one question from stdin on stdout."""
    asked = json.loads(sys.stdin.buffer.read())
    found = scan_here([Path(path) for path in asked["paths"]], asked["values"])
    sys.stdout.write(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
