"""A spaCy component that runs the quantised encoder: sets `doc.ents`, and how sure it is of each.

Runs on onnxruntime and tokenizers alone, on one thread unless told otherwise, so that worker
processes do not fight for cores. `find` reads a chat without a doc, as the engine does. A doc is a
chat too: `doc._.said` holds its messages (`Said`), which joined by new lines are its text; without
them all of it is one message of a visitor. The score, `entity._.score` of a doc, is the mean
chance (0 to 1) of the label over the words. `lean[label]` is added to what the network scores for
that label: above 0 where one too many is better than one too few.
"""

from __future__ import annotations

import re
import shutil
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from tokenizers import Tokenizer

from redactor.memo import Memo
from redactor.ner.pieces import PieceReader, Pieces, windows
from redactor.ner.tags import LABELS, NAMED, TAGS, decode
from redactor.said import Named, Said

if TYPE_CHECKING:
    from redactor.ner.tags import Marked, Scores

__all__ = ["FACTORY", "ChatEncoder"]

FACTORY = "chat_pii_encoder"
WEIGHTS, TOKENIZER = "encoder.onnx", "tokenizer.json"

REMEMBERED = 256
"""Windows whose scores are kept: of a chat that comes again, most are known."""

EDGES = ",;:/&-–— \n"
"""Signs that no entity begins or ends with."""

_NAME = re.compile(r"[^\W_]+(?:(?:[-_@]|['’](?=[^\W_]{2})|(?<=[a-z0-9])\.(?=[a-z0-9]))[^\W_]+)*")
_VALUE = re.compile(r"[^\s,;:|/(){}\[\]<>\"“”=]*[^\s,;:|/(){}\[\]<>\"“”=.!?'’]")
_SECRET_GOES_ON = re.compile(
    r"(?!</)(?:[<>:/=]+|(?<=[<>:/=]))[^\W_][^\s,;|&(){}\[\]\"“”]*(?<![.!?'’>])"
)
"""What a secret may hold besides: "hunter<3"."""
_QUIET = 3

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_SECRETS = frozenset({"PASSWORD", "SECRET"})

Read = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Ids and shapes of a window, and the places of the pieces that are asked for."""

if not Span.has_extension("score"):
    Span.set_extension("score", default=1.0)
if not Doc.has_extension("said"):
    Doc.set_extension("said", default=())


class ChatEncoder:
    """Marks the words of docs; made by spaCy from the pipeline's folder."""

    def __init__(self, name: str, *, lean: Mapping[str, float], threads: int) -> None:
        self.name = name
        self._lean = np.array([lean.get(tag[2:], 0.0) for tag in TAGS], np.float32)
        self.threads = threads
        self._folder: Path | None = None
        self._session: Any = None
        self._reader: PieceReader | None = None
        self._memo: Memo[Read, Scores] = Memo(REMEMBERED)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels it may set."""
        return LABELS

    def find(self, chat: Sequence[Said]) -> list[list[Named]]:
        """Return what is named in each message, in order and apart."""
        if self._reader is None:
            raise self._no_weights()
        pieces = self._reader.read(chat)
        if not pieces.words:
            return [[] for _ in chat]
        marked = decode(self._scores(pieces, self._reader.begin), pieces.messages)
        return [
            _apart(named for each in spans for named in _named(text, pieces.words, each))
            for (_, text), spans in zip(chat, marked, strict=True)
        ]

    def __call__(self, doc: Doc) -> Doc:
        """Mark one doc."""
        chat = doc._.said or (Said(by_visitor=True, text=doc.text),)
        starts = accumulate((len(text) + 1 for _, text in chat), initial=0)
        entities: list[Span] = []
        for at, found in zip(starts, self.find(chat), strict=False):
            for start, end, label, score in found:
                span = doc.char_span(at + start, at + end, label, alignment_mode="expand")
                if span is not None:
                    span._.score = score
                    entities.append(span)
        doc.set_ents(filter_spans(entities))
        return doc

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:  # noqa: ARG002
        """Copy the weights and the tokenizer into the folder `path`; there is nothing else."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for file in (WEIGHTS, TOKENIZER):
            shutil.copyfile(self._source() / file, folder / file)

    def from_disk(
        self,
        path: str | Path,
        *,
        exclude: Sequence[str] = (),  # noqa: ARG002 - spaCy passes it
    ) -> ChatEncoder:
        """Read the weights and the tokenizer; OSError when they are missing or broken."""
        folder = Path(path)
        for file in (WEIGHTS, TOKENIZER):
            if not (folder / file).is_file():
                raise FileNotFoundError(folder / file)
        try:
            self._reader = PieceReader(Tokenizer.from_file(str(folder / TOKENIZER)))
            self._session = _session(folder / WEIGHTS, self.threads)
        except Exception:
            raise OSError(f"no encoder in {folder}") from None
        self._folder = folder
        return self

    def _source(self) -> Path:
        if self._folder is None:
            raise self._no_weights()
        return self._folder

    def _no_weights(self) -> ValueError:
        return ValueError(f"component {self.name!r} has no weights; load it from a folder")

    def _scores(self, pieces: Pieces, begin: int) -> Scores:
        """Scores of the tags of each word; `begin` is the piece before a window."""
        parts = []
        for window in windows(len(pieces.ids)):
            judged = pieces.firsts[
                bisect_left(pieces.firsts, window.first) : bisect_left(pieces.firsts, window.last)
            ]
            if judged:
                seen = slice(window.start, window.end)
                asked = tuple(1 + first - window.start for first in judged)
                read = ((begin, *pieces.ids[seen]), (0, *pieces.shapes[seen]), asked)
                parts.append(self._memo.of(read, self._run))
        return np.concatenate(parts)

    def _run(self, window: Read) -> Scores:
        """The network over the ids and shapes of one window; scores of the pieces asked for."""
        fields = zip(("ids", "shapes", "asked"), window, strict=True)
        named = {name: np.array(field, np.int64) for name, field in fields}
        scores: Scores = self._session.run(None, named)[0]
        return scores + self._lean


def _named(text: str, words: Sequence[tuple[int, int]], marked: Marked) -> Iterator[Named]:
    """What the marked words of `text` name, line by line, whole and without signs around it."""
    first, last = words[marked.first][0], words[marked.last][1]
    for line in _LINE.finditer(text, first, last):
        start, end = _trimmed(text, *line.span())
        yield Named(*_whole(text, start, end, marked.label), marked.label, marked.score)


def _apart(named: Iterable[Named]) -> list[Named]:
    """Of those that overlap the longest, of equals the surest."""
    kept: list[Named] = []
    for each in sorted(named, key=lambda each: (each.start - each.end, -each.score)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return sorted(kept)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the span stands without the commas and dashes at its ends."""
    whole = text[start:end]
    bare = whole.strip(EDGES)
    if not bare:
        return start, end
    start += whole.index(bare)
    return start, start + len(bare)


def _whole(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    """The span with all that is written in one with its ends (`m.novak`, `A-77`)."""
    run = _NAME if label in NAMED else _VALUE
    for match in run.finditer(text, text.rfind(" ", 0, start) + 1):
        if match.start() >= end:
            break
        if match.start() < start < match.end():
            start = match.start()
        if match.start() < end < match.end():
            end = match.end()
            break
    goes_on = _SECRET_GOES_ON.match(text, end) if label in _SECRETS else None
    return start, goes_on.end() if goes_on else end


def _session(weights: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = _QUIET
    return onnxruntime.InferenceSession(str(weights), options, ["CPUExecutionProvider"])


@Language.factory(
    FACTORY,
    assigns=["doc.ents"],
    default_config={"lean": dict.fromkeys(LABELS, 0.0), "threads": 1},
)
def make_encoder(
    nlp: Language,  # noqa: ARG001 - spaCy passes it
    name: str,
    lean: dict[str, float],
    threads: int,
) -> ChatEncoder:
    """The component without weights, as spaCy asks for it; `from_disk` brings them."""
    return ChatEncoder(name, lean=lean, threads=threads)
