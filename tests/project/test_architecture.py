"""Imports point one way, site names live in rules, and files can be read in one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "cleaner"
# From the bottom up: a layer may import its own level's siblings only where they are the same part, and all below.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("script", "domains", "compression"),
    ("version", "model", "fold", "words", "slug"),
    ("options",),
    ("rules", "dates", "templates"),
    ("read",),
    ("annotate",),
    ("score",),
    ("resolve", "fields", "filters", "authors"),
    ("compose", "render", "chain"),
    ("settle", "intake"),
    ("pipeline",),
    ("rulecheck",),
    ("batch", "fixtures"),
    ("review",),
    ("impact",),
    ("pytest_plugin", "cli"),
    ("__main__",),
)
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}
SIBLINGS = {"resolve", "fields", "filters", "authors", "compose", "render", "chain", "fixtures", "batch"}
"""Parts that may import others of their own layer."""
MODULES = sorted(PACKAGE.rglob("*.py"))
LONG_FILES = {"model.py": "the types that flow through the chain are read together"}
"""Files over the limit, with the reason."""
LINES = 260


def part_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def imported_parts(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            names = [node.module]
            if node.module == "cleaner":
                names = [f"cleaner.{alias.name}" if (PACKAGE / f"{alias.name}").exists() else "cleaner.pipeline"
                         for alias in node.names]  # fmt: skip
        found |= {name.split(".")[1] for name in names if name.startswith("cleaner.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_below(path: Path) -> None:
    own = part_of(path)
    if own == "__init__":
        return
    assert own in LEVEL, f"{own} has no layer: put it into LAYERS"
    above = {part for part in imported_parts(path) if part != own and LEVEL[part] >= LEVEL[own]}
    if own in SIBLINGS:
        above = {part for part in above if LEVEL[part] > LEVEL[own]}
    assert not above, f"{path.name} imports from above: {sorted(above)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LINES or str(path.relative_to(PACKAGE)) in LONG_FILES, f"{lines} lines"


def test_no_site_is_named_in_python() -> None:
    hosts = [path.stem for path in (ROOT / "rules" / "sites").glob("*.toml")]
    assert hosts
    words = [
        (path.relative_to(PACKAGE), node.value)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if not any(char.isspace() for char in node.value)  # prose may name an example
    ]
    assert not [f"{path}: {host}" for path, word in words for host in hosts if host in word]
