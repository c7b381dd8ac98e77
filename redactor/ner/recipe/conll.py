"""Tagged token columns (CoNLL and IOB2) back into running text with character spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from redactor.ner.recipe.examples import Example, Span

Token = tuple[str, str]
"""Word and tag (`O`, `B-PER`, `I-PER`)."""

NO_SPACE_BEFORE = frozenset(".,!?;:)]}%…") | {"...", "'s", "’s", "n't", "'m", "'re", "'ve", "'ll"}
NO_SPACE_AFTER = frozenset("([{@#$£€")


def read_sentences(path: Path, *, word: int = 0, tag: int = -1) -> Iterator[list[Token]]:
    """Yield the sentences of a column file; blank lines divide them.

    `word` and `tag` are the columns. Where words are not in the first, `# …` lines are notes.
    """
    sentence: list[Token] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        columns = line.split("\t") if "\t" in line else line.split(" ")
        if not line.strip():
            if sentence:
                yield sentence
            sentence = []
        elif len(columns) > 1 and not (word > 0 and line.startswith("# ")):
            sentence.append((columns[word], columns[tag].strip()))
    if sentence:
        yield sentence


def without_handles(sentence: Iterable[Token]) -> list[Token]:
    """Take the entity tag off handles: `@` and the word after it, or a word that starts with `@`.

    Broad Twitter Corpus marks about a quarter of its persons on handles; a handle is a username.
    """
    tokens: list[Token] = []
    after_at = False
    for word, tag in sentence:
        tokens.append((word, "O" if after_at or word.startswith("@") else tag))
        after_at = word == "@"
    return tokens


def example_of(sentence: Iterable[Token], labels: Mapping[str, str], source: str) -> Example:
    """Join the words as a person would have typed them; keep the tags that `labels` maps."""
    text = ""
    spans: list[Span] = []
    glue, quoted, last_kind = True, False, ""
    for word, tag in sentence:
        closing = word in {'"', "'\"'"} and quoted
        if not (glue or closing or word in NO_SPACE_BEFORE):
            text += " "
        start = len(text)
        text += '"' if word == "'\"'" else word
        glue = word in NO_SPACE_AFTER
        if word in {'"', "'\"'"}:
            quoted, glue = not quoted, not quoted
        prefix, _, kind = tag.partition("-")
        label = labels.get(kind)
        if label and prefix == "I" and kind == last_kind:
            spans[-1] = (spans[-1][0], len(text), label)
        elif label:
            spans.append((start, len(text), label))
        last_kind = kind
    return Example(text=text, spans=tuple(spans), source=source)
