"""A spaCy tokenizer that cuts where the encoder cuts, so that what it marks are whole tokens.

Tokens are runs of letters, digits and symbols, single signs of punctuation and single ideographs:
the words of BERT's pre-tokenizer. Blanks are tokens only where spaCy's `Doc` cannot do without.
There are no exceptions for English to look up, so it is far quicker than spaCy's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.attrs import IS_PUNCT, IS_STOP
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from tokenizers import Regex
from tokenizers.pre_tokenizers import BertPreTokenizer, Sequence, Split

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

__all__ = ["NAME", "Words"]

NAME = "redactor.Words.v1"
"""What a pipeline's config calls this tokenizer."""

IDEOGRAPH = (
    "[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0002a6df\U0002a700-\U0002b73f"
    "\U0002b740-\U0002b81f\U0002b920-\U0002ceaf\uf900-\ufaff\U0002f800-\U0002fa1f]"
)
"""The signs BERT's normalizer sets apart."""


ASKED_FOR = (IS_PUNCT, IS_STOP)
"""What is worked out of each new word. spaCy would work out fifteen things more, and forget them
with the batch; Presidio asks for these two."""


class Words(DummyTokenizer):
    """Cuts a text into a doc; keeps nothing on disk, for there is nothing to set.

    The words of its docs have no `shape_`, `lower_`, `prefix_` and the like.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        known = vocab.lex_attr_getters  # type: ignore[attr-defined]  # spaCy's stubs lack it
        vocab.lex_attr_getters = {  # type: ignore[attr-defined]
            each: known[each] for each in ASKED_FOR if each in known
        }
        self._cut = Sequence([BertPreTokenizer(), Split(Regex(IDEOGRAPH), "isolated")])

    def __call__(self, text: str) -> Doc:
        """Return the doc of `text`; its text is `text`."""
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for word, (start, after) in self._cut.pre_tokenize_str(text):
            if start == end + 1 and words and text[end] == " ":
                spaces[-1] = True
            elif start > end:
                _add_blanks(text[end:start], words, spaces)
            words.append(word)
            spaces.append(False)
            end = after
        _add_blanks(text[end:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)


def _add_blanks(blanks: str, words: list[str], spaces: list[bool]) -> None:
    """Add the blanks between two words: one space belongs to the word before it."""
    if words and blanks.startswith(" "):
        spaces[-1] = True
        blanks = blanks[1:]
    if blanks:
        words.append(blanks)
        spaces.append(False)


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]  # spaCy's
def make_words() -> Callable[[Language], Words]:
    """What spaCy asks for when it reads a config: makes the tokenizer for a pipeline."""
    return lambda nlp: Words(nlp.vocab)
