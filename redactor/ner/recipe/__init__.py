"""How the model is made: named steps with declared inputs and outputs, each done once.

    python -m redactor.ner.recipe --corpora DIR --work DIR [--out DIR] [--seed N] [--sample N]
                                  [steps…]

    read ───────▶ public.jsonl ────┐
    synthesise ─▶ synthetic.jsonl, ┴▶ mix ─▶ train.jsonl ─┬▶ train ─▶ trained/ ─┬▶ average ─┐
                  scenes.jsonl        (another run's) start/┘   (another's) twin/ ┘           │
    ┌──────────────────────────── quantise ◀─ fp32/ ◀─ export ◀──────────── averaged/ ◀──┘
    └▶ int8/ ─▶ evaluate ─▶ package ─▶ MODEL_CARD.md, chat_pii_en/ ─▶ gate

Checksums of all inputs and outputs stand in `recipe.lock.json` in the work folder; a step whose
inputs, outputs and settings are unchanged is skipped. The same seed and files give the same data.
Train, average, export and quantise need the extra `train`; without it they are left out, and the
steps after them work on the weights in `int8/`. Where `start/` holds the `trained/` of another run,
training goes on from its weights, else it starts from the encoder; where `twin/` holds that of a
run with another seed, the mean of both networks goes on. None of this runs in the product.
"""
