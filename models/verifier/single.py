"""The verifier as one file, for an auditor to read and to keep."""

import ast
from pathlib import Path

USAGE = '''"""Is the access log whole? Answered with the standard library alone, online or offline.

    python verify.py LOG [ANCHORS ...] [--segment FILE ...] [--key KEY ...]
    python verify.py --proof FILE [ANCHORS ...] [--log LOG] [--csv TABLE] [--key KEY ...]
    python verify.py --certificate FILE LOG [ANCHORS ...] [--segment FILE ...] [--key KEY ...]

LOG is an export (JSON Lines) or the database itself; FILE proves an entry, two checkpoints, or
the entries that fit a question: LOG says whether those are all, TABLE is the same entries as CSV.
With --certificate the FILE is a certificate of erasure, and LOG has to tell of it.
ANCHORS are signed statements kept where the operator cannot rewrite them; KEY is a public key
(PEM file, or 64 hex digits). Every hash, the Merkle tree (RFC 6962) and the signatures (Ed25519,
RFC 8032) are computed here. Exit status: 0 whole; 1 not whole; 2 not understood;
3 nothing forged, but something for you to judge.
"""
'''
IN_ORDER = (
    "entries",
    "merkle",
    "ed25519",
    "statements",
    "findings",
    "anchors",
    "walk",
    "reading",
    "whole",
    "proofs",
    "excerpt",
    "complete",
    "certificate",
    "terminal",
)
_END = '\n\nif __name__ == "__main__":\n    sys.exit(main(sys.argv[1:]))\n'


def single_file() -> str:
    """The source of all modules in one: imports first, each module under its own sentence."""
    plain: set[str] = set()
    named: dict[str, set[str]] = {}
    bodies = []
    for name in IN_ORDER:
        source = Path(__file__).with_name(f"{name}.py").read_text("utf-8")
        bodies.append(_body(source, plain, named))
    lines = [f"import {name}" for name in sorted(plain)]
    lines += [f"from {name} import {', '.join(sorted(named[name]))}" for name in sorted(named)]
    return USAGE + "\n" + "\n".join(lines) + "\n" + "".join(bodies) + _END


def _body(source: str, plain: set[str], named: dict[str, set[str]]) -> str:
    """What a module says after its imports, which are gathered."""
    tree = ast.parse(source)
    start = 0
    for node in tree.body:
        if isinstance(node, ast.Import):
            plain.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if not str(node.module).startswith("models."):
                named.setdefault(str(node.module), set()).update(each.name for each in node.names)
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            break
        start = node.end_lineno or 0
    rest = "\n".join(source.splitlines()[start:]).strip()
    said = (ast.get_docstring(tree) or "").splitlines()
    comment = "\n".join(f"# {line}".rstrip() for line in said)
    return f"\n\n{comment}\n\n{rest}\n"
