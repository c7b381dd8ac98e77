"""The steps in order, with what each reads and writes."""

from __future__ import annotations

from redactor.ner.recipe.corpora import SETS
from redactor.ner.recipe.evaluate import SLICES, evaluate
from redactor.ner.recipe.mix import mix
from redactor.ner.recipe.names import CENSUS_FORENAMES, FILES
from redactor.ner.recipe.package import package
from redactor.ner.recipe.read import read
from redactor.ner.recipe.steps import Step
from redactor.ner.recipe.synthesise import COUNTS, synthesise
from redactor.ner.recipe.train import train

STEPS = (
    Step(
        name="read",
        does="public sets into one form",
        inputs=(
            *(f"corpora:{path}" for path in (*SETS, *CENSUS_FORENAMES)),
            *("code:read.py", "code:corpora.py", "code:conll.py", "code:phrases/fills.txt"),
        ),
        outputs=("work:public.jsonl",),
        run=read,
    ),
    Step(
        name="synthesise",
        does="chat messages of our own",
        inputs=(
            *(f"corpora:{path}" for path in FILES),
            *(
                "code:synthesise.py",
                "code:make_names.py",
                "code:names.py",
                "code:phrases/fills.txt",
            ),
            *(f"code:phrases/{name}.txt" for name in COUNTS),
        ),
        outputs=("work:synthetic.jsonl",),
        run=synthesise,
    ),
    Step(
        name="mix",
        does="all together, in several cases",
        inputs=(
            *("work:public.jsonl", "work:synthetic.jsonl", *(f"corpora:{path}" for path in FILES)),
            *("code:mix.py", "code:cases.py", "code:make_names.py", "code:phrases/fills.txt"),
        ),
        outputs=("work:train.jsonl",),
        run=mix,
    ),
    Step(
        name="train",
        does="the network",
        inputs=("work:train.jsonl", "code:train.py"),
        outputs=("work:model",),
        run=train,
    ),
    Step(
        name="evaluate",
        does="figures on dev sets and probes",
        inputs=(
            "work:model",
            *(path for path, _ in SLICES.values()),
            "code:evaluate.py",
            "code:scoring.py",
        ),
        outputs=("work:figures.json",),
        run=evaluate,
    ),
    Step(
        name="package",
        does="weights and model card",
        inputs=(
            "work:model",
            "work:figures.json",
            "work:train.jsonl",
            "code:package.py",
            "code:card.md",
        ),
        outputs=("out:chat_pii_en", "out:MODEL_CARD.md"),
        run=package,
    ),
)
