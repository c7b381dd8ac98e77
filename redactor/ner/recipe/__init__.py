"""How the model is made: named steps with declared inputs and outputs, each done once.

    python -m redactor.ner.recipe --corpora DIR --work DIR [--out DIR] [--seed N] [--sample N]
                                  [steps…]

    read ───────▶ public.jsonl ────┐
    synthesise ─▶ synthetic.jsonl ─┴▶ mix ─▶ train.jsonl ─▶ train ─▶ model/ ─┬▶ evaluate ─┐
                                                                             └▶ package ◀─┘

Checksums of all inputs and outputs stand in `recipe.lock.json` in the work folder; a step whose
inputs, outputs and settings are unchanged is skipped. The same seed and files give the same data.
A better model changes `train` and `package` and nothing else. Nothing here runs in the product.
"""
