"""Read what a writer meant: one text without tricks, and where each character came from.

Zero-width characters and stray marks are dropped; full-width, styled and look-alike letters,
odd digits, spaces, quotes and dashes become plain ones. Case is kept. Every character of a
reading knows which stretch of the original it stands for, so that a finding in the reading
is a finding in the message.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ‛′＇`´", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–−﹣", "-"),
        **dict.fromkeys("․。｡﹒", "."),
        **dict.fromkeys("⁄∕", "/"),
        "﹫": "@",
        "∶": ":",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)

# Cyrillic and Greek letters that look like a Latin one (Unicode TR 39, the single-letter part).
_LOOK_ALIKES = dict(
    zip(
        "аеорсухіјѕһԁԛԝкмтвнгАВЕКМНОРСТУХІЈЅԌ" + "αορυνικτεΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwkmtbhrABEKMHOPCTYXIJSG" + "aopuviktεABEZHIKMNOPTYX".replace("ε", "e"),
        strict=True,
    )
)
_LONGEST_RUN = 12
_LONG_RUN = re.compile(rf"\s{{{_LONGEST_RUN + 1},}}|([^\w\s])\1{{{_LONGEST_RUN},}}")
"""Blanks without end, or one sign again and again: more say no more, but cost a regex dear."""
_FIRST_MARK = "\u0300"
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its way back: character `i` stands for `starts[i]:ends[i]` of the original.

    `starts` and `ends` never decrease. `changed` lists the stretches of this text that an
    alternative reading rewrote; a plain reading has none.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    changed: tuple[tuple[int, int], ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original that `start:end` (not empty) of this text is."""
        return self.starts[start], self.ends[end - 1]


def same(text: str) -> Reading:
    """Read `text` as it stands."""
    return Reading(text, range(len(text)), range(1, len(text) + 1))


@lru_cache(maxsize=512)
def read(text: str) -> Reading:
    """Fold `text` into plain characters; plain text costs next to nothing."""
    return _without_long_runs(_read(text))


def _read(text: str) -> Reading:
    if text.isascii() and "`" not in text:
        return same(text)
    folded = {ord(letter): _alone(letter) for letter in set(text)}
    if all(len(plain) == 1 for plain in folded.values()):
        return same(_without_look_alikes(text.translate(folded)))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster, start in _clusters(text):
        for letter in _plain(cluster):
            letters.append(letter)
            starts.append(start)
            ends.append(start + len(cluster))
    return Reading(_without_look_alikes("".join(letters)), starts, ends)


def _without_long_runs(reading: Reading) -> Reading:
    """Cut runs of blanks, or of one sign, to `_LONGEST_RUN`; the last stands for all that go."""
    if not _LONG_RUN.search(reading.text):
        return reading
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for run in _LONG_RUN.finditer(reading.text):
        kept = run.start() + _LONGEST_RUN
        letters.append(reading.text[at:kept])
        starts += reading.starts[at:kept]
        ends += [*reading.ends[at : kept - 1], reading.ends[run.end() - 1]]
        at = run.end()
    letters.append(reading.text[at:])
    return Reading("".join(letters), [*starts, *reading.starts[at:]], [*ends, *reading.ends[at:]])


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield each character together with the marks and invisible characters that follow it."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not _is_dropped(text[index]):
            if text:
                yield text[start:index], start
            start = index


def _is_dropped(character: str) -> bool:
    return (
        character >= "\u00ad" and unicodedata.category(character) in {"Cf", "Mn", "Me"}
    ) or character in {"\u115f", "\u3164", "\uffa0"}


@lru_cache(maxsize=4_096)
def _alone(letter: str) -> str:
    """Return what a character is read as that no marks follow."""
    return _plain(letter)


def _plain(cluster: str) -> str:
    """Return what the cluster is read as: mostly one character, sometimes two or none."""
    if cluster.isascii():
        return "'" if cluster == "`" else cluster
    base = cluster[0]
    if _is_dropped(base):
        return ""
    translated = base.translate(_PLAIN)
    if translated != base:
        return translated
    category = unicodedata.category(base)
    if category == "Cs":
        return "\ufffd"
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.digit(base))
    if len(cluster) > 1 and (composed := unicodedata.normalize("NFC", cluster)[0]) != base:
        return composed
    compatible = unicodedata.normalize("NFKC", base)
    if compatible.isascii() and (compatible.isalnum() or "\uff01" <= base <= "\uff5e"):
        return compatible
    return base


def _without_look_alikes(text: str) -> str:
    """Turn Cyrillic and Greek look-alikes into Latin, in words that are partly Latin.

    In a Latin text that has no other Cyrillic or Greek letters, single look-alikes too.
    """
    if text.isascii():
        return text
    foreign = {letter for letter in set(text) if "\u0370" <= letter <= "\u052f"}
    if not foreign:
        return text
    everywhere = foreign <= _LOOK_ALIKES.keys() and bool(_LATIN.search(text))

    def latin(match: re.Match[str]) -> str:
        word = match.group()
        alone = everywhere and len(word) == 1
        if word.isascii() or not (alone or _LATIN.search(word)):
            return word
        return "".join(_LOOK_ALIKES.get(letter, letter) for letter in word)

    return _WORD.sub(latin, text)


def key(text: str) -> str:
    """Return `text` for comparing: no case, no accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(
        letter
        for letter in decomposed
        if letter < _FIRST_MARK or unicodedata.category(letter) != "Mn"
    )


def squashed(text: str) -> str:
    """Return the letters and digits of `text` for comparing."""
    folded = key(text)
    return folded if folded.isalnum() else "".join(_LETTERS_AND_DIGITS.findall(folded))
