"""docs/asvs.md names every requirement it must, and no test that is not there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/asvs.md").read_text()

# The level of each requirement of ASVS 5.0.0, section by section, in order.
LEVELS = """
V1.1 22 V1.2 1111122223 V1.3 112222222223 V1.4 222 V1.5 123
V2.1 122 V2.2 112 V2.3 12223 V2.4 23
V3.1 3 V3.2 113 V3.3 12223 V3.4 11222233 V3.5 11122333 V3.6 3 V3.7 22333
V4.1 12233 V4.2 23333 V4.3 22 V4.4 1222
V5.1 2 V5.2 112333 V5.3 113 V5.4 222
V6.1 122 V6.2 111111112222 V6.3 11223333 V6.4 112233 V6.5 22222333 V6.6 2223 V6.7 33 V6.8 2222
V7.1 222 V7.2 1111 V7.3 22 V7.4 11222 V7.5 223 V7.6 22
V8.1 1233 V8.2 1123 V8.3 133 V8.4 23
V9.1 111 V9.2 1222
V10.1 22 V10.2 223 V10.3 22223 V10.4 1111122222233333 V10.5 22222 V10.6 22 V10.7 222
V11.1 2233 V11.2 22233 V11.3 11233 V11.4 1222 V11.5 23 V11.6 23 V11.7 33
V12.1 12233 V12.2 11 V12.3 22223
V13.1 2333 V13.2 222223 V13.3 2233 V13.4 1222233
V14.1 22 V14.2 12223333 V14.3 122
V15.1 12233 V15.2 12233 V15.3 1222222 V15.4 3333
V16.1 2 V16.2 22222 V16.3 2222 V16.4 222 V16.5 2223
V17.1 23 V17.2 22223333 V17.3 22
"""
DEEPER = ("V11.", "V16.")
"""Chapters that are held to level 3."""


def requirements() -> Iterator[tuple[str, int]]:
    """Every requirement with its level, in the order of the standard."""
    words = LEVELS.split()
    for section, levels in zip(words[::2], words[1::2], strict=True):
        for number, level in enumerate(levels, start=1):
            yield f"{section}.{number}", int(level)


ALL = list(requirements())
ORDER = {name: place for place, (name, _) in enumerate(ALL)}


def listed(page: str) -> Iterator[str]:
    """The requirements that the first columns of the page name; a range means all in between."""
    for line in page.partition("## Gaps")[0].splitlines():
        if not line.startswith("| V"):
            continue
        for part in line.split("|")[1].split(","):
            names = [name.strip() for name in part.split("–")]
            assert set(names) <= set(ORDER), line
            first, last = ORDER[names[0]], ORDER[names[-1]]
            yield from (name for name, _ in ALL[first : last + 1])


def named_tests(page: str) -> set[tuple[str, str]]:
    """Paths of tests, each with a test's name or nothing."""
    return set(re.findall(r"`(tests/[\w/.]+?)/?(?:::(\w+))?`", page))


def defined(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    return {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_requirement_has_its_line() -> None:
    assert len(ALL) == 345
    found = list(listed(PAGE))
    wanted = {n for n, level in ALL if level <= 2 or n.startswith(DEEPER)}
    assert wanted - set(found) == set()
    assert len(found) == len(set(found)), sorted(n for n in found if found.count(n) > 1)


@pytest.mark.parametrize(("path", "test"), sorted(named_tests(PAGE)))
def test_every_test_that_is_named_is_there(path: str, test: str) -> None:
    assert (ROOT / path).exists()
    assert not test or test in defined(ROOT / path)


def test_every_line_says_how() -> None:
    for line in PAGE.splitlines():
        if line.startswith("| V"):
            assert all(cell.strip() for cell in line.split("|")[1:-1]), line


CRYPTOGRAPHY = re.compile(
    r"^\s*(?:from|import) (?:hashlib|hmac|cryptography|argon2|ssl|webauthn|authlib|joserfc)\b",
    re.MULTILINE,
)


def test_the_inventory_of_cryptography_is_complete() -> None:
    named = set(re.findall(r"`((?:models|review_ui|ingest|service|redactor)/[\w/.]*)`", PAGE))
    using = {
        path.relative_to(ROOT).as_posix()
        for package in ("models", "review_ui", "ingest", "service", "redactor")
        for path in (ROOT / package).rglob("*.py")
        if CRYPTOGRAPHY.search(path.read_text()) and "/recipe" not in path.as_posix()
    }
    assert len(using) > 8
    missing = {
        path
        for path in using
        if path not in named and not any(n.endswith("/") and path.startswith(n) for n in named)
    }
    assert missing == set()
    for path in using:
        assert not re.search(r"\b(?:md5|sha1|SHA1|MD5|ECB|PKCS1v15)\b", (ROOT / path).read_text())
