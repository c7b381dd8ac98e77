"""Find the phrases of a vocabulary list in a text, one look-up for each of its words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from redactor.turns import Token, tokens_of
from redactor.vocabulary import phrases_of


class Phrases:
    """The phrases of some lists; found whatever their case, their accents and the blanks in them.

    What is found says from which list it is.
    """

    def __init__(self, *names: str) -> None:
        self._starting: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name in names:
            for phrase in phrases_of(name):
                keys = tuple(token.key for token in tokens_of(phrase))
                self._starting.setdefault(keys[0], []).append((keys, name))
        for phrases in self._starting.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
        """Yield (list, first, end) of the words of each phrase, the longest at every place."""
        taken = 0
        for first, token in enumerate(tokens):
            if first < taken or token.key not in self._starting:
                continue
            for keys, name in self._starting[token.key]:
                end = first + len(keys)
                said = tokens[first:end]
                if tuple(word.key for word in said) == keys and not any(
                    text[left.end : right.start].strip(" .-'") for left, right in pairwise(said)
                ):
                    yield name, first, end
                    taken = end
                    break


def places_of(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where `words` stand in `text` as whole words."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        whole = not (_is_in_word(text[start - 1 : start]) or _is_in_word(text[end : end + 1]))
        if whole:
            yield start, end
        start = text.find(words, max(end, start + 1) if whole else start + 1)


def _is_in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
