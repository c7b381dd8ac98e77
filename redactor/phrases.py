"""Find words in a text as they stand there, whole."""

from collections.abc import Iterator


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
