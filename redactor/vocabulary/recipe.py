"""Make `words.txt`, `forenames.txt`, `surnames.txt` and `towns.txt`: `… vocabulary.recipe DATA`.

DATA is a folder with `train/` (banking77, taskmaster4, restaurants8k, nlu_home, wnut17, btc,
wikigold; all CC BY 4.0) and `names/` (sigpwned/popular-names-by-country-dataset, CC0, the 1990
United States census lists, public domain, and the towns of GeoNames as datasets/world-cities has
them, CC BY 4.0). A word is what people write in lower case at least twice outside a marked name;
`words_kept.txt` and `words_left.txt` are corrections by hand. Surnames and towns are word by word,
without those that are ordinary words.

`forenames_more.txt` and `words_abroad.txt` are not made here. The first was taken once from the
names that the providers of Faker 40 know besides (three letters and more, without its locale
`en`), the second from spaCy's stop words and the words of the model's own German, French, Spanish,
Italian, Dutch and Portuguese scenes, without those that are names as well; both were
corrected by hand (see NOTICES.md). The other lists are written by hand.
"""

import csv
import gzip
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from redactor.reading import key
from redactor.vocabulary import is_ordinary, words_of

_WORD = re.compile(r"(?<![\w'])[a-z]{2,}(?![\w'])")
_NAMED_SLOTS = re.compile(r"name|person|email|media|app|song|artist|movie|game")
_LETTERS = re.compile(r"[^\W\d_]+")
_AT_LEAST = 2


def read_texts(train: Path) -> Iterator[str]:
    """Yield every training text with its marked names blotted out."""
    for part in ("train", "test"):
        for row in csv.DictReader(_open(train / f"banking77/{part}.csv.gz")):
            yield row["text"]
    for line in _open(train / "taskmaster4/tm4_utterances.jsonl.gz"):
        yield json.loads(line).get("text", "")
    for example in json.loads("".join(_open(train / "restaurants8k/train_0.json.gz"))):
        spans = [
            (label["valueSpan"].get("startIndex", 0), label["valueSpan"]["endIndex"])
            for label in example.get("labels", [])
            if "name" in label["slot"]
        ]
        yield _blotted(example["userInput"]["text"], spans)
    for line in _open(train / "nlu_home/nlu_home_spans.jsonl.gz"):
        example = json.loads(line)
        spans = [(start, end) for slot, start, end in example["slots"] if _NAMED_SLOTS.search(slot)]
        yield _blotted(example["text"], spans)
    for name in ("wnut17/wnut17train.conll", "btc/btc.train", "wikigold/wikigold.conll.txt"):
        for line in (train / name).read_text("utf-8", errors="replace").splitlines():
            columns = line.split()
            if len(columns) > 1 and columns[-1] == "O":
                yield columns[0]


def read_forenames(names: Path) -> Iterator[str]:
    """Yield every forename in plain lower-case letters."""
    for row in csv.DictReader(_open(names / "common-forenames-by-country.csv.gz")):
        yield from map(_plain, (row["Romanized Name"], row["Localized Name"]))
    for name in ("dist.male.first", "dist.female.first"):
        for line in (names / name).read_text("ascii").splitlines():
            yield _plain(line.split()[0])


def read_surnames(names: Path) -> Iterator[str]:
    """Yield every word of every surname, in any letters, for comparing."""
    for line in _open(names / "dist.all.last.gz"):
        yield key(line.split()[0])
    for row in csv.DictReader(_open(names / "common-surnames-by-country.csv.gz")):
        for column in ("Romanized Name", "Localized Name"):
            yield from _LETTERS.findall(key(row[column]))


def read_towns(names: Path) -> Iterator[str]:
    """Yield every word of the name of every town, for comparing."""
    for row in csv.DictReader(_open(names / "world-cities.csv.gz")):
        yield from _LETTERS.findall(key(row["name"]))


def main(data: Path, folder: Path) -> None:
    """Write the lists into `folder`."""
    counts = Counter(word for text in read_texts(data / "train") for word in _WORD.findall(text))
    words = {word for word, count in counts.items() if count >= _AT_LEAST}
    words = (words | words_of("words_kept")) - words_of("words_left")
    forenames = {name for name in read_forenames(data / "names") if len(name) > 1}
    surnames = {name for name in read_surnames(data / "names") if len(name) > 2}
    towns = {town for town in read_towns(data / "names") if len(town) > 3}
    for name, entries in (
        ("words", words),
        ("forenames", forenames),
        ("surnames", {name for name in surnames if not is_ordinary(name)}),
        ("towns", {town for town in towns if not is_ordinary(town)}),
    ):
        (folder / f"{name}.txt").write_text("\n".join(sorted(entries)) + "\n", encoding="utf-8")


def _open(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8-sig") as lines:
        yield from lines


def _blotted(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "_" * (end - start) + text[end:]
    return text


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.lower())
    plain = "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
    return plain if plain.isascii() and plain.isalpha() else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).parent)
