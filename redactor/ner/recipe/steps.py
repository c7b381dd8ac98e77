"""Named steps with declared inputs and outputs, and a lock file of their checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from random import Random

LOCK = "recipe.lock.json"

Sums = dict[str, str]
"""`place:relative/path` to sha256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run is told: where to read, work and put the package; seed and size."""

    corpora: Path
    work: Path
    out: Path
    seed: int = 1
    sample: int | None = None
    full: int = 40_000
    """Size against which `sample` is measured."""
    base: Path | None = None
    """The packaged model to go on from."""

    @property
    def share(self) -> float:
        """How much of everything to use, 1 when nothing was asked."""
        return 1.0 if self.sample is None else min(1.0, self.sample / self.full)

    def dice(self, step: str) -> Random:
        """What the step draws by chance: a generator of its own, from the seed."""
        return Random(f"{step} {self.seed}")  # noqa: S311 - nothing here is secret

    def path(self, name: str) -> Path:
        """The path of `corpora:…`, `work:…`, `out:…`, `base:…` or `code:…` (this folder)."""
        place, _, rest = name.partition(":")
        folders = {
            "corpora": self.corpora,
            "work": self.work,
            "out": self.out,
            "code": Path(__file__).parent,
        }
        if self.base:
            folders["base"] = self.base
        return folders[place] / rest

    def inputs(self, step: Step) -> list[str]:
        """What the step reads: nothing of a base where there is none."""
        return [name for name in step.inputs if self.base or not name.startswith("base:")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: what it reads and writes (files or folders), and the function that does it."""

    name: str
    does: str
    inputs: Sequence[str]
    outputs: Sequence[str]
    run: Callable[[Run], None]
    needs: Sequence[str] = ()
    """Packages of the `train` extra without which it cannot be done."""


class ExtraMissing(Exception):
    """A step needs packages of the `train` extra that are not installed."""

    def __init__(self, step: str, packages: Sequence[str]) -> None:
        self.step = step
        self.packages = tuple(packages)
        super().__init__(
            f"step {step} needs {', '.join(packages)}: install the extra `train` "
            "(pip install 'chat-redactor[train]')"
        )


def missing(step: Step) -> list[str]:
    """The packages the step needs that are not installed."""
    return [package for package in step.needs if find_spec(package) is None]


def checksum(path: Path) -> str:
    """The sha256 of a file, or of a folder's paths and contents."""
    if path.is_dir():
        parts = [f"{file.relative_to(path).as_posix()} {checksum(file)}\n" for file in _files(path)]
        return hashlib.sha256("".join(parts).encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )


def _sums(run: Run, names: Sequence[str]) -> Sums:
    return {name: checksum(run.path(name)) for name in names}


def _read_lock(run: Run) -> dict[str, Mapping[str, object]]:
    path = run.work / LOCK
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def is_done(run: Run, step: Step) -> bool:
    """Whether the lock file holds the step with the very inputs, outputs and settings of now."""
    if not all(run.path(name).exists() for name in step.outputs):
        return False
    return _read_lock(run).get(step.name) == _record(run, step)


def _record(run: Run, step: Step) -> dict[str, object]:
    return {
        "settings": {"seed": run.seed, "sample": run.sample},
        "inputs": _sums(run, run.inputs(step)),
        "outputs": _sums(run, step.outputs),
    }


def do(run: Run, step: Step) -> bool:
    """Do the step unless it is done; say whether it ran.

    FileNotFoundError names a lost input, ExtraMissing what is not installed.
    """
    lost = [name for name in run.inputs(step) if not run.path(name).exists()]
    if not lost and is_done(run, step):
        return False
    if packages := missing(step):
        raise ExtraMissing(step.name, packages)
    if lost:
        raise FileNotFoundError(f"step {step.name} needs {lost[0]}")
    before = _sums(run, run.inputs(step))
    step.run(run)
    if before != _sums(run, run.inputs(step)):
        raise RuntimeError(f"step {step.name}: an input changed while it ran")
    lock = {**_read_lock(run), step.name: _record(run, step)}
    (run.work / LOCK).write_text(json.dumps(lock, indent=1) + "\n", encoding="utf-8")
    return True
