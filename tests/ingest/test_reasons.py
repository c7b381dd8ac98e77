import ast
from pathlib import Path

import ingest
import models.intake
from ingest.reasons import PARKED, REFUSED
from models.intake.inbox import TURNED_AWAY

GIVING = ("Unreadable", "BadSignature", "_try_later", "_park", "refuse", "give_back")
FILES = [
    *(file for file in Path(ingest.__file__).parent.rglob("*.py") if file.name != "reasons.py"),
    *Path(models.intake.__file__).parent.glob("*.py"),
]
ELSEWHERE = {"too_large"} | {kept.value for kept in TURNED_AWAY}
"""Handed on by the app in a tuple, and by the inbox as what became of a delivery."""


def codes_in(source):
    """Every text a reason is made of, or that a name stands for which is given as one."""
    tree = ast.parse(source)
    named = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, set()).update(texts_of(node.value))
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        given = [*call.args, *(word.value for word in call.keywords if word.arg == "reason")]
        for argument in given if name in GIVING else ():
            if isinstance(argument, ast.Name):
                yield from named.get(argument.id, ())
            else:
                yield from texts_of(argument)


def texts_of(node):
    """The texts an expression may be: one, or one of two."""
    if isinstance(node, ast.IfExp):
        return texts_of(node.body) | texts_of(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def test_every_reason_has_its_sentence_and_every_sentence_its_reason():
    given = {code for file in FILES for code in codes_in(file.read_text())} | ELSEWHERE
    assert given == {*REFUSED, *PARKED}


def test_a_reason_is_seen_however_it_is_given():
    source = """
CODE = "one"
def f(gone):
    code = "two" if gone else "three"
    give_back(x, reason=code)
    inbox.refuse(act, kind="no reason", reason="four")
    raise Unreadable(CODE)
"""
    assert set(codes_in(source)) == {"one", "two", "three", "four"}


def test_reasons_are_codes_with_whole_sentences():
    for code, sentence in (REFUSED | PARKED).items():
        assert code.replace("_", "").isalpha()
        assert sentence.endswith(".")
