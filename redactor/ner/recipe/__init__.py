"""How the model is made: named steps with declared inputs and outputs, each done once.

    python -m redactor.ner.recipe --corpora DIR --work DIR [--out DIR] [--seed N] [--sample N]
                                  [--base FOLDER] [steps…]

    read ───────▶ public.jsonl ────┐
    synthesise ─▶ synthetic.jsonl, ┴▶ mix ─▶ train.jsonl ─▶ train ─▶ trained/ ─▶ export ─┐
                  scenes.jsonl                                                           │
    ┌────────────────────────────────────────────────────────── quantise ◀─ fp32/ ◀──────┘
    └▶ int8/ ─▶ evaluate ─▶ package ─▶ MODEL_CARD.md, chat_pii_en/ ─▶ gate

Checksums of all inputs and outputs stand in `recipe.lock.json` in the work folder; a step whose
inputs, outputs and settings are unchanged is skipped. The same seed and files give the same data.
Train, export and quantise need the extra `train`; without it they are left out, and the steps after
them work on the weights in `int8/`. Training takes a graphics card where there is one: minutes, not
hours. None of this runs in the product.
"""
