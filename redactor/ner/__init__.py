"""The project's own language model: who, where, and what numbers mean, in chat messages.

`load()` gives the packaged spaCy pipeline (one component, `ner`; its labels are `tags.LABELS`;
`entity._.score` says how sure it is; a doc may be a whole chat, see `encoder`), `load_encoder()`
its component, `MODEL` its name and version.
Importing this package tells spaCy of the component and of the tokenizer, so that `spacy.load`
reads the package too. Never fetches anything; never trains. How the weights were made is in
`redactor.ner.recipe`, what they can and cannot do in `MODEL_CARD.md`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from redactor.errors import ModelMissing
from redactor.ner import encoder as encoder
from redactor.ner import words as words

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["FOLDER", "MODEL", "load", "load_encoder", "name_of"]

FOLDER = Path(__file__).parent / "chat_pii_en"
"""Where the packaged pipeline lies."""

MOST_CHARACTERS = 100_000_000
"""Of one doc; it is read in windows, so that its length costs time but little memory."""

MODEL: str
"""`name@version` as the packaged meta says, read on first use; raises ModelMissing."""


def load(folder: Path = FOLDER) -> Language:
    """The packaged pipeline, freshly loaded; raises ModelMissing when it is not there or broken."""
    import spacy

    name_of(folder)
    try:
        nlp = spacy.load(folder)
    except (OSError, ValueError):
        raise _missing(folder, "what lies there is incomplete or damaged") from None
    nlp.max_length = MOST_CHARACTERS
    return nlp


def load_encoder(folder: Path = FOLDER) -> encoder.ChatEncoder:
    """The component of the packaged pipeline, which reads chats; raises ModelMissing."""
    nlp = load(folder)
    component = nlp.get_pipe("ner") if "ner" in nlp.pipe_names else None
    if not isinstance(component, encoder.ChatEncoder):
        raise _missing(folder, "it is a pipeline without the encoder of chat-redactor")
    return component


def name_of(folder: Path) -> str:
    """`name@version` of the pipeline in `folder`; raises ModelMissing."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return f"{meta['name']}@{meta['version']}"
    except OSError:
        raise _missing(folder, "there is no meta.json that can be read") from None
    except (ValueError, KeyError, TypeError):
        raise _missing(folder, "its meta.json gives no name and version") from None


def _missing(folder: Path, problem: str) -> ModelMissing:
    """Say what is wrong with a folder that somebody named; the packaged one is to be restored."""
    return ModelMissing(folder) if folder == FOLDER else ModelMissing(folder, problem)


def __getattr__(name: str) -> str:
    """Read `MODEL` only when asked, so that the recipe can run before there is a package."""
    if name == "MODEL":
        return name_of(FOLDER)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
