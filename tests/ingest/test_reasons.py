import ast
from pathlib import Path

import ingest
from ingest.reasons import PARKED, REFUSED

GIVING = ("Unreadable", "BadSignature", "_try_later", "_park", "refuse")
FOLDER = Path(ingest.__file__).parent
ELSEWHERE = {"too_large"}  # handed on by the app in a tuple


def codes_in(source):
    """Every text a reason is made of, or that stands in a constant a reason is made of."""
    tree = ast.parse(source)
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        for argument in call.args if name in GIVING else ():
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value
            elif isinstance(argument, ast.Name) and argument.id in constants:
                yield constants[argument.id]


def test_every_reason_has_its_sentence_and_every_sentence_its_reason():
    files = [file for file in FOLDER.rglob("*.py") if file.name != "reasons.py"]
    given = {code for file in files for code in codes_in(file.read_text())} | ELSEWHERE
    assert given == {*REFUSED, *PARKED}


def test_reasons_are_codes_with_whole_sentences():
    for code, sentence in (REFUSED | PARKED).items():
        assert code.replace("_", "").isalpha()
        assert sentence.endswith(".")
