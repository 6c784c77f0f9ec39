"""The house has floors: imports go down only, the lower floors are pure, and nothing is loaded before it is needed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
PACKAGE = SOURCE / "starcity_game"

FLOORS = {"story": 0, "engine": 1, "saves": 2, "plain": 3, "desk": 3, "authoring": 3, "bench": 4}
"""Each floor may use those with a lower number, and none beside it. The bench is the author's desk: a reading desk
with the author's tools on it, so that it stands on two fronts."""
BASEMENT = {"signals", "streams", "crash", "__init__"}
"""Modules beside the floors, which serve the fronts and the command."""
PURE = {"story", "engine"}
_SCREENS = {"textual", "rich", "click"}
_WORLD = {"time", "random", "secrets", "asyncio", "threading", "socket", "subprocess", "urllib", "http", "platformdirs"}
_CODE = {"pickle", "marshal", "shelve", "ctypes"}
FORBIDDEN = {
    "story": _SCREENS | _WORLD | _CODE | {"importlib"},
    "engine": _SCREENS | _WORLD | _CODE | {"importlib", "os", "pathlib", "io", "yaml", "datetime"},
    "saves": _SCREENS | _CODE | {"yaml", "random"},
    "plain": _CODE | {"textual", "rich", "yaml"},
    "authoring": _CODE | {"textual", "rich"},
    "desk": _CODE | {"yaml"},
    "bench": _CODE | {"yaml"},
}


def modules(floor: str) -> list[Path]:
    """The source files of a floor."""
    found = sorted((PACKAGE / floor).rglob("*.py"))
    assert found, floor
    return found


def imports(path: Path) -> Iterator[str]:
    """Whole names of everything that a module imports, wherever in it, as `starcity_game.story.load`."""
    package = ("starcity_game", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *([node.module] if node.module else [])))
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def floor_of(name: str) -> str | None:
    """The floor that an imported name belongs to; None when it is not of this package's floors."""
    parts = name.split(".")
    return parts[1] if parts[0] == "starcity_game" and len(parts) > 1 and parts[1] in FLOORS else None


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_go_down_only(floor: str) -> None:
    for path in modules(floor):
        for name in imports(path):
            below = floor_of(name)
            assert below is None or below == floor or FLOORS[below] < FLOORS[floor], f"{path.name} imports {name}"
            assert name.split(".")[:2] != ["starcity_game", "cli"], f"{path.name} imports the command"


@pytest.mark.parametrize("floor", FORBIDDEN)
def test_what_a_floor_must_not_know(floor: str) -> None:
    for path in modules(floor):
        outside = {name.split(".")[0] for name in imports(path)}
        assert not outside & FORBIDDEN[floor], f"{path.relative_to(PACKAGE)} imports {outside & FORBIDDEN[floor]}"


def test_the_modules_of_no_floor_use_no_floor_above_the_engine() -> None:
    for path in sorted(PACKAGE.glob("*.py")):
        if path.stem in BASEMENT:
            used = {floor_of(name) for name in imports(path)} - {None}
            assert used <= {"story", "engine"}, f"{path.name} uses {used}"


@pytest.mark.parametrize("floor", sorted(PURE))
def test_the_lower_floors_have_no_clock_no_screen_and_no_memory(floor: str) -> None:
    for path in modules(floor):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"now", "today", "utcnow", "environ", "getenv"} or _own(node), path.name
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"print", "input", "open", "__import__", "globals"}, path.name
            assert not isinstance(node, ast.Global), f"{path.name} changes a module's variable"


def _own(node: ast.Attribute) -> bool:
    """Whether an attribute is one of the story's own words (`Moved.now`), not of a clock."""
    return node.attr == "now" and not (isinstance(node.value, ast.Name) and node.value.id in {"datetime", "date"})


def test_code_is_made_in_one_place_alone() -> None:
    """`eval`, `exec` and `compile` stand in the compiler of expressions and nowhere else."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if called in {"eval", "exec", "compile"}:
                found.add(path.relative_to(PACKAGE).as_posix())
    assert found == {"story/expressions/compile.py"}


def loaded_by(*arguments: str) -> set[str]:
    """Top-level packages that a Python process has loaded when it has run these arguments."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, env=environment, check=True
    )
    lines = [line for line in ran.stderr.splitlines() if line.startswith("import time:")]
    assert len(lines) > 10
    return {line.rpartition("|")[2].strip().split(".")[0] for line in lines}


HEAVY = {"textual", "rich", "asyncio"}


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("starcity_game.story.load", HEAVY | {"click", "platformdirs"}),
        ("starcity_game.engine.play", HEAVY | {"click", "yaml", "platformdirs", "random", "tempfile"}),
        ("starcity_game.engine.life", HEAVY | {"click", "yaml", "platformdirs", "random"}),
        ("starcity_game.engine.portable", HEAVY | {"click", "yaml", "platformdirs", "random"}),
        ("starcity_game.engine.view", HEAVY | {"click", "yaml", "platformdirs", "random"}),
        ("starcity_game.saves.keeper", HEAVY | {"click", "yaml"}),
        ("starcity_game.plain.game", HEAVY | {"yaml"}),
        ("starcity_game.authoring.check", HEAVY | {"yaml"}),
        ("starcity_game.authoring.opened", HEAVY | {"yaml", "click"}),
    ],
)
def test_importing_a_floor_loads_nothing_that_belongs_above_it(module: str, unwanted: set[str]) -> None:
    assert not loaded_by("-c", f"import {module}") & unwanted


def test_help_loads_nothing_but_the_argument_library() -> None:
    loaded = loaded_by("-m", "starcity_game", "--help")
    assert "click" in loaded
    assert not loaded & {*HEAVY, "msgspec", "yaml", "platformdirs"}
