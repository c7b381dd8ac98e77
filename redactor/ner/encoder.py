"""A spaCy component that runs the quantised encoder: sets `doc.ents`, and how sure it is of each.

Runs on onnxruntime and tokenizers alone, on one thread unless told otherwise, so that worker
processes do not fight for cores. `entity._.score` is the mean chance (0 to 1) of the entity's
label over its words; entities below `least[label]` are not set.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, minibatch
from tokenizers import Tokenizer

from redactor.ner.pieces import Pieces, read_pieces
from redactor.ner.tags import LABELS, NAMED, decode

if TYPE_CHECKING:
    from redactor.ner.tags import Scores

__all__ = ["FACTORY", "ChatEncoder"]

FACTORY = "chat_pii_encoder"
WEIGHTS, TOKENIZER = "encoder.onnx", "tokenizer.json"

WINDOW = 126
"""Pieces read at once; longer texts are read in windows..."""

OVERLAP = 32
"""...that share this many pieces; each piece is judged where it stands farther from the edge."""

PIECES_AT_ONCE = 256
"""Pieces, padding included, in one run of the network; what fits the cache is quickest."""

EDGES = ",;:/&-–— \n"
"""Signs that no entity begins or ends with."""

_NAME = re.compile(r"[^\W_]+(?:(?:[-_@]|['’](?=[^\W_]{2})|(?<=[a-z0-9])\.(?=[a-z0-9]))[^\W_]+)*")
_VALUE = re.compile(r"[^\s,;:|/(){}\[\]<>\"“”=]*[^\s,;:|/(){}\[\]<>\"“”=.!?'’]")
_QUIET = 3

if not Span.has_extension("score"):
    Span.set_extension("score", default=1.0)
if not Doc.has_extension("before"):
    Doc.set_extension("before", default=("", ""))


class ChatEncoder:
    """Marks the words of docs; made by spaCy from the pipeline's folder."""

    def __init__(self, name: str, *, least: Mapping[str, float], threads: int) -> None:
        self.name = name
        self.least = dict(least)
        self.threads = threads
        self._folder: Path | None = None
        self._session: Any = None
        self._tokenizer: Any = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels it may set."""
        return LABELS

    def __call__(self, doc: Doc) -> Doc:
        """Mark one doc."""
        self._mark([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Mark docs in batches, texts of like length together; order is kept."""
        for docs in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]
            self._mark(docs)
            yield from docs

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
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            self._session = _session(folder / WEIGHTS, self.threads)
        except Exception:
            raise OSError(f"no encoder in {folder}") from None
        self._folder = folder
        return self

    def _source(self) -> Path:
        if self._folder is None:
            raise ValueError(f"component {self.name!r} has no weights; load it from a folder")
        return self._folder

    def _mark(self, docs: Sequence[Doc]) -> None:
        self._source()
        texts = [read_pieces(self._tokenizer, doc.text, doc._.before) for doc in docs]
        for doc, pieces, scores in zip(docs, texts, self._scores(texts), strict=True):
            if scores is not None:
                self._set(doc, pieces, scores)

    def _set(self, doc: Doc, pieces: Pieces, scores: Scores) -> None:
        spans: list[Span] = []
        sure: dict[tuple[int, int], float] = {}
        text = doc.text
        for found in decode(scores[list(pieces.firsts)]):
            start, end = _trimmed(text, pieces.words[found.first][0], pieces.words[found.last][1])
            start, end = _whole(text, start, end, found.label)
            span = doc.char_span(start, end, found.label, alignment_mode="expand")
            if span is not None and found.score >= self.least.get(found.label, 0.0):
                spans.append(span)
                sure[span.start, span.end] = found.score
        if spans:
            doc.set_ents(filter_spans(spans))
            for entity in doc.ents:
                entity._.score = sure[entity.start, entity.end]

    def _scores(self, texts: Sequence[Pieces]) -> list[Scores | None]:
        """Scores, pieces by tags, of each text; None where there is nothing to read."""
        scores: list[Scores | None] = [None] * len(texts)
        windows = [
            (index, start) for index, text in enumerate(texts) for start in _starts(len(text.ids))
        ]
        windows.sort(key=lambda window: _width(texts[window[0]], window[1]))
        for group in _groups(windows, texts):
            for (index, start), rows in zip(group, self._run(group, texts), strict=True):
                size = len(texts[index].ids)
                whole = scores[index]
                if whole is None:
                    whole = scores[index] = np.zeros((size, rows.shape[1]), np.float32)
                first = start + OVERLAP // 2 if start else 0
                last = start + WINDOW - OVERLAP // 2 if start + WINDOW < size else size
                whole[first:last] = rows[first - start : last - start]
        return scores

    def _run(self, group: Sequence[tuple[int, int]], texts: Sequence[Pieces]) -> Any:
        """The network over windows of about the same length; scores without the outer signs."""
        before, after = (self._tokenizer.token_to_id(sign) for sign in ("[CLS]", "[SEP]"))
        width = max(_width(texts[index], start) for index, start in group)
        fields = np.zeros((3, len(group), width), np.int64)
        for row, (index, start) in enumerate(group):
            text, used = texts[index], _width(texts[index], start)
            ids, shapes = text.ids[start : start + WINDOW], text.shapes[start : start + WINDOW]
            fields[0, row, :used] = (before, *text.before_ids, *ids, after)
            fields[1, row, :used] = 1
            fields[2, row, 1 : used - 1] = (*text.before_shapes, *shapes)
        named = dict(zip(("ids", "mask", "shapes"), fields, strict=True))
        scores = self._session.run(None, named)[0]
        return [
            row[1 + len(texts[index].before_ids) :]
            for (index, _), row in zip(group, scores, strict=True)
        ]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the span stands without the commas and dashes at its ends."""
    whole = text[start:end]
    bare = whole.strip(EDGES)
    if not bare:
        return start, end
    start += whole.index(bare)
    return start, start + len(bare)


def _width(text: Pieces, start: int) -> int:
    """How many pieces the window from `start` is, with what is read before it and both signs."""
    return len(text.before_ids) + min(len(text.ids) - start, WINDOW) + 2


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
    return start, end


def _starts(size: int) -> range:
    """Where the windows of a text of `size` pieces start."""
    if size <= WINDOW:
        return range(min(size, 1))
    step = WINDOW - OVERLAP
    return range(0, size - OVERLAP, step)


def _groups(
    windows: Sequence[tuple[int, int]], texts: Sequence[Pieces]
) -> Iterator[list[tuple[int, int]]]:
    """Windows, shortest first, in groups of at most `PIECES_AT_ONCE` pieces with padding."""
    group: list[tuple[int, int]] = []
    for index, start in windows:
        width = _width(texts[index], start)
        if group and width * (len(group) + 1) > PIECES_AT_ONCE:
            yield group
            group = []
        group.append((index, start))
    if group:
        yield group


def _session(weights: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = _QUIET
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(weights), options, ["CPUExecutionProvider"])


@Language.factory(
    FACTORY,
    assigns=["doc.ents"],
    default_config={"least": dict.fromkeys(LABELS, 0.5), "threads": 1},
)
def make_encoder(
    nlp: Language,  # noqa: ARG001 - spaCy passes it
    name: str,
    least: dict[str, float],
    threads: int,
) -> ChatEncoder:
    """The component without weights, as spaCy asks for it; `from_disk` brings them."""
    return ChatEncoder(name, least=least, threads=threads)
