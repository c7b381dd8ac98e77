"""Step `train`: a spaCy pipeline with one component, a small convolutional NER, on one CPU core."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from redactor.ner.recipe.examples import LABELS, Example, read_examples
from redactor.ner.recipe.steps import Run

WORDS = 2_100_000
"""Words of training in a full run, about 3,000 a second; a sample has its share."""

LEAST_WORDS = 6_000
BATCH_WORDS = 1_200
DROP = 0.15
LEARN_RATE = 0.002
WARM_SHARE = 0.03
"""Share of the words over which the rate rises."""

TOLD = 10
"""How often progress is told."""

WIDTH, DEPTH = 96, 4
FEATURES = {"NORM": 9_000, "PREFIX": 1_000, "SUFFIX": 4_000, "SHAPE": 1_500}
"""Token attributes and how many rows each hashes into; these rows are the size of the model."""

NER: dict[str, Any] = {
    "moves": None,
    "update_with_oracle_cut_size": 100,
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": WIDTH,
                "attrs": list(FEATURES),
                "rows": list(FEATURES.values()),
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": WIDTH,
                "depth": DEPTH,
                "window_size": 1,
                "maxout_pieces": 3,
            },
        },
    },
}


def new_pipeline() -> Any:
    """An English pipeline with the untrained component."""
    import spacy

    nlp = spacy.blank("en")
    ner = nlp.add_pipe("ner", config=NER)
    for label in LABELS:
        ner.add_label(label)  # type: ignore[attr-defined]
    return nlp


def gold_of(nlp: Any, example: Example) -> Any:
    """The example in spaCy's form; a span that cuts a token takes the whole token."""
    from spacy.training import Example as Gold
    from spacy.util import filter_spans

    text = example.text
    predicted, reference = nlp.make_doc(text), nlp.make_doc(text)
    spans = (
        reference.char_span(start, end, label, alignment_mode="expand")
        for start, end, label in example.spans
    )
    reference.set_ents(filter_spans([span for span in spans if span is not None]))
    return Gold(predicted, reference)


def batches(golds: list[Any], words: int, random: Random) -> Iterator[list[Any]]:
    """Batches of about `BATCH_WORDS` words, `words` in all; every pass has its own random order."""
    batch: list[Any] = []
    filled = given = 0
    while given < words:
        for gold in random.sample(golds, len(golds)):
            batch.append(gold)
            filled += len(gold.reference)
            if filled >= BATCH_WORDS and given < words:
                yield batch
                given += filled
                batch, filled = [], 0


def fit(nlp: Any, golds: list[Any], *, words: int, random: Random) -> Any:
    """Train in place with Adam at a rate that rises shortly, then falls; give averaged weights."""
    from thinc.api import Adam

    nlp.initialize(lambda: golds[:200])
    ner = nlp.get_pipe("ner")
    optimizer = Adam(LEARN_RATE, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
    losses: dict[str, float] = {}
    done = 0
    for batch in batches(golds, words, random):
        rising, falling = (done + 1) / (WARM_SHARE * words), max(0.02, 1 - done / words)
        optimizer.learn_rate = LEARN_RATE * min(1.0, rising) * falling
        ner.update(batch, sgd=optimizer, drop=DROP, losses=losses)
        before, done = done, done + sum(len(gold.reference) for gold in batch)
        if before * TOLD // words < done * TOLD // words:
            loss = losses.pop("ner")
            sys.stderr.write(f"train: {done:,} of {words:,} words, loss {loss:.0f}\n")
    return optimizer.averages


def train(run: Run) -> None:
    """Write the trained pipeline to `model/`."""
    from thinc.api import fix_random_seed

    fix_random_seed(run.seed)
    nlp = new_pipeline()
    golds = [gold_of(nlp, example) for example in read_examples(run.work / "train.jsonl")]
    words = max(LEAST_WORDS, round(WORDS * run.share))
    averages = fit(nlp, golds, words=words, random=run.dice("train"))
    with nlp.use_params(averages):
        save(nlp, run.work / "model")


def save(nlp: Any, folder: Path) -> None:
    """Write the pipeline without the words it saw: only the labels stay in the string store."""
    fresh = new_pipeline()
    fresh.initialize()
    fresh.get_pipe("ner").from_bytes(
        nlp.get_pipe("ner").to_bytes(exclude=["vocab"]), exclude=["vocab"]
    )
    fresh.to_disk(folder)
