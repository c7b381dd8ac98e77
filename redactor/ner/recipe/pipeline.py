"""A spaCy pipeline around a folder of weights, as it is measured and packaged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from redactor.ner.encoder import FACTORY
from redactor.ner.tags import LABELS

if TYPE_CHECKING:
    from spacy.language import Language

LEAST = dict.fromkeys(LABELS, 0.5)
"""How sure the network must be of each label; chosen on the dev sets."""


STOP_AFTER_DIGIT = r"(?<=[0-9])\."
"""A stop after a digit is a token of its own, so that `12 Mill Lane.` is marked without it."""


def pipeline(folder: Path) -> Language:
    """An English pipeline of one component with the weights in `folder`."""
    import spacy
    from spacy.util import compile_suffix_regex

    nlp = spacy.blank("en")
    suffixes = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), STOP_AFTER_DIGIT])
    nlp.tokenizer.suffix_search = suffixes.search  # type: ignore[union-attr]
    component = nlp.add_pipe(FACTORY, name="ner", config={"least": LEAST})
    component.from_disk(folder)  # type: ignore[attr-defined]
    return nlp
