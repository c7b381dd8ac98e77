"""Slips in a word: one letter added, left out, changed, or swapped with its neighbour."""

from collections.abc import Iterator

SHORTEST = 6
"""Slips are sought in words of so many letters, in shorter ones they would find too much..."""

LONGEST = 40
"""...and in no longer ones: each word is kept with every one of its letters left out."""


def with_one_left_out(word: str) -> Iterator[str]:
    """Yield `word`, and `word` without each of its letters: two with a slip between share one."""
    yield word
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]


def is_slip(word: str, known: str) -> bool:
    """Whether one slip is all that is between two words."""
    if abs(len(word) - len(known)) > 1:
        return False
    if len(word) != len(known):
        longer, shorter = sorted((word, known), key=len, reverse=True)
        return any(shorter == longer[:i] + longer[i + 1 :] for i in range(len(longer)))
    wrong = [i for i in range(len(word)) if word[i] != known[i]]
    if len(wrong) <= 1:
        return True
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and word[wrong[0]] == known[wrong[1]]
        and word[wrong[1]] == known[wrong[0]]
    )
