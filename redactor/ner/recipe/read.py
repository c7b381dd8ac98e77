"""Step `read`: the public sets into one file, without unmarked text that holds a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from redactor.ner.recipe.corpora import SETS, banking77
from redactor.ner.recipe.examples import Example, write_examples
from redactor.ner.recipe.names import CENSUS_FORENAMES
from redactor.ner.recipe.phrases import read_fills
from redactor.ner.recipe.steps import Run

SUSPECT_SETS = frozenset(("banking77", "taskmaster4", "nlu_home", "restaurants8k"))
"""Sets whose unmarked words are not known to be free of names."""

COMMON_FORENAMES = 900
"""How many of each census list count as a name when they stand unmarked."""

WORD = re.compile(r"[^\W\d_]+")


def common_words(corpora: Path) -> frozenset[str]:
    """Words that are hardly names here: seen thrice in lower case among bank questions."""
    counts: Counter[str] = Counter()
    for example in banking77(corpora / "train/banking77/train.csv.gz"):
        counts.update(word for word in WORD.findall(example.text) if word.islower())
    return frozenset(word for word, count in counts.items() if count >= 3)


def forenames(corpora: Path) -> frozenset[str]:
    """Common forenames, lower-cased, that are not words as well."""
    names: set[str] = set()
    for path in CENSUS_FORENAMES:
        lines = (corpora / path).read_text(encoding="ascii").splitlines()
        names.update(line.split()[0].lower() for line in islice(lines, COMMON_FORENAMES))
    words = {word.lower() for word in read_fills()["wordname"]}
    return frozenset(name for name in names - words - common_words(corpora) if len(name) > 2)


def holds_unmarked(example: Example, names: frozenset[str]) -> bool:
    """Whether a word outside the spans is a forename."""
    for match in WORD.finditer(example.text):
        inside = any(start <= match.start() < end for start, end, _ in example.spans)
        if not inside and match[0].lower() in names:
            return True
    return False


def clean(examples: Iterable[Example], names: frozenset[str]) -> Iterator[Example]:
    """Leave out what is empty, doubled, or in a suspect set and holds an unmarked name."""
    seen: set[tuple[str, str]] = set()
    for example in examples:
        known = (example.source, example.text) in seen
        seen.add((example.source, example.text))
        suspect = example.source in SUSPECT_SETS and holds_unmarked(example, names)
        if example.text.strip() and not known and not suspect:
            yield example


def read(run: Run) -> None:
    """Write `public.jsonl`, or a random share of it."""
    random = run.dice("read")
    names = forenames(run.corpora)
    examples: list[Example] = []
    for path, reader in SETS.items():
        found = list(clean(reader(run.corpora / path), names))
        examples += random.sample(found, max(1, round(len(found) * run.share))) if found else []
    write_examples(run.work / "public.jsonl", examples)
