"""The craft chapter of the author's guide, written from the rules and the numbers that they measure by.

    python -m starcity_game.authoring.craft docs/authoring/craft.md

rewrites what stands between the two marks in that file; a test holds the file to it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Final

from starcity_game.authoring import rules
from starcity_game.authoring.code_pages import pages
from starcity_game.authoring.explore import figures
from starcity_game.authoring.explore.codes import CODES as EXPLORING
from starcity_game.authoring.reference import between
from starcity_game.authoring.rules import thresholds

BEGIN: Final = "<!-- rules: made by `make docs`; edit src/starcity_game/authoring/rules instead -->"
END: Final = "<!-- end of the rules -->"
NUMBERS: Final = {
    "P1": ("PASSAGE_WARNING", "PASSAGE_ERROR"),
    "P2": ("STRETCH_WARNING", "STRETCH_ERROR"),
    "P3": ("FEWEST_OPTIONS", "MOST_OPTIONS", "MEDIAN_OPTIONS"),
    "P4": ("LABEL_WORDS", "LABEL_SHARE", "LABEL_COMMON"),
    "C2": ("REFLECTIVE_SHARE", "FEW_CHOICES"),
    "C3": ("LATER_SHARE", "FEW_CHOICES"),
    "C4": ("FAR_SHARE", "FAR", "WHOLE"),
    "C5": ("MAJOR_READS", "WHOLE"),
    "V2": ("POLE_RATIO", "FEW_PUSHES", "WHOLE"),
    "R4": ("LAST_PART", "WHOLE"),
    "R5": ("FAILURE_WORDS",),
    "D1": ("FEWEST_MANNERS",),
    "N1": ("NEAR_NAME",),
    "N2": ("SPARING",),
    "N4": ("PHRASE_WORDS", "PHRASE_CONTENT", "LONGEST_EPISODE"),
    "S1": ("PASSES", "FEWEST_TRIES"),
    "S2": ("ENDINGS",),
    "S3": ("MINUTES", "WORDS_A_MINUTE"),
}
"""Which numbers a rule measures by: names in `rules/thresholds.py` and `explore/figures.py`."""
_MEASURED: Final = "## What `starcity check` measures\n"
_PLAYED: Final = "## What `starcity explore` finds by playing\n"
Number = int | float | tuple[float, ...]


def reasons(module: ModuleType) -> dict[str, str]:
    """The constants of a module that are numbers, each with the text that stands below it."""
    package, _, name = module.__name__.rpartition(".")
    tree = ast.parse(files(package).joinpath(f"{name}.py").read_text(encoding="utf-8"))
    found = {}
    for node, below in zip(tree.body, [*tree.body[1:], tree.body[0]], strict=True):
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            continue
        if isinstance(getattr(module, node.target.id), int | float | tuple) and isinstance(below, ast.Expr):
            found[node.target.id] = " ".join(str(ast.literal_eval(below.value)).split())
    return {name: text for name, text in found.items() if not isinstance(_first(getattr(module, name)), str)}


def _first(value: object) -> object:
    """The first of a tuple, or the value itself."""
    return value[0] if isinstance(value, tuple) else value


def said(value: Number) -> str:
    """A number, or a pair of bounds, as the chapter shows it."""
    if isinstance(value, tuple):
        return " to ".join(said(one) for one in value)
    return f"{value:.0%}" if isinstance(value, float) and value < 1 else f"{value:,}"


def craft() -> str:
    """The rules as Markdown: those of the checker, then those that need play."""
    known = {page.code: page for page in pages()}
    parts = []
    for title, codes in ((_MEASURED, rules.ALL), (_PLAYED, EXPLORING)):
        parts.append(title)
        for page in (known[code] for code in codes):
            parts.append(f"### {page.code}: {page.meaning} ({page.severity})\n\n{page.why}\n")
            parts += [f"*To mend it:* {page.mend}\n", *_table(page.code)]
    return "\n".join(parts).rstrip()


def _table(code: str) -> Iterator[str]:
    """The numbers of a rule, each with its reason."""
    names = NUMBERS.get(code, ())
    if names:
        yield "| Number | | Reason |\n|---|---|---|"
    for name in names:
        module: ModuleType = thresholds if hasattr(thresholds, name) else figures
        reason = reasons(module)[name].removeprefix(f"{code}: ")
        yield f"| {name.lower().replace('_', ' ')} | {said(getattr(module, name))} | {reason[0].upper()}{reason[1:]} |"
    if names:
        yield ""


def rewritten(text: str) -> str:
    """`text` with the rules anew between its marks. Raises ValueError when a mark is missing."""
    return between(text, BEGIN, END, craft())


def main() -> int:
    """Rewrite the rules in the file named on the command line."""
    path = Path(sys.argv[1])
    path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
