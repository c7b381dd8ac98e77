"""Each package opens with what it promises, and its map names every module."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAPPED = sorted(
    str(path.parent.relative_to(ROOT))
    for path in (*ROOT.glob("models/*/__init__.py"), *ROOT.glob("[is]*/__init__.py"))
    if path.parent.name != "migrations"
)
_NOT_NAMED = {"__init__", "__main__", "errors"}


def unnamed(package: Path) -> set[str]:
    """The modules that the docstring of a package does not name."""
    told = ast.get_docstring(ast.parse((package / "__init__.py").read_text())) or ""
    modules = {path.stem for path in package.glob("*.py")} - _NOT_NAMED
    return modules - set(re.findall(r"\w+", told))


@pytest.mark.parametrize("package", MAPPED)
def test_the_map_of_a_package_names_every_module(package: str) -> None:
    assert len(MAPPED) > 10
    assert not unnamed(ROOT / package)


def test_the_page_of_the_engine_names_every_module() -> None:
    told = set(re.findall(r"`(\w+)\.py`", (ROOT / "redactor" / "README.md").read_text()))
    assert {path.stem for path in ROOT.glob("redactor/*.py")} - {"__init__"} == told


def test_a_module_that_is_not_on_the_map_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text('"""A package: `known`."""\n')
    (tmp_path / "known.py").touch()
    (tmp_path / "planted.py").touch()
    assert unnamed(tmp_path) == {"planted"}
