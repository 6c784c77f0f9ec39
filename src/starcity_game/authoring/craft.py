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
from starcity_game.authoring.explore import figures, judging
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
    "N1": ("NEAR_NAME",),
    "N2": ("SPARING",),
    "N4": ("PHRASE_WORDS", "PHRASE_CONTENT", "LONGEST_EPISODE"),
    "S1": ("PASSES", "FEWEST_TRIES"),
    "S2": ("ENDINGS",),
    "S3": ("MINUTES", "WORDS_A_MINUTE"),
}
"""Which numbers a rule measures by: names in `rules/thresholds.py` and `explore/figures.py`."""
PLAYED: Final = {
    "R1": "A scene or an option that no life can reach is work that nobody will read, and nearly always a slip: a condition "
    "that cannot hold, a name that was changed in one place. It is told only when there is a proof; what was merely "
    "not come by is listed as not proved.",
    "R2": "Nothing is worse than a story that stops without having ended. `starcity check` makes sure of the form of every "
    "scene; what is told here is a life that was really led to a place where nothing is open, choice by choice.",
    "K1": "A text that speaks of what this reader has never heard breaks the only contract there is. A body says with "
    "`assumes` which facts it takes for granted, and a life that comes there without one of them is shown.",
    "S1": "The odds stand beside the label, so that a check that always comes out one way is a lie or a formality.",
    "S2": "Endings are the dearest pages of a story. Shares are those of all simulated players together; a story with few "
    "endings, or one made to show something, may well be outside.",
    "S3": "An episode is what is read at one sitting. This is a measure, and never a fault.",
}
"""Why what needs play is asked for."""
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
    parts = ["## What `starcity check` measures\n"]
    for rule in rules.ALL.values():
        parts.append(f"### {rule.code}: {rule.title} ({rule.level.value})\n\n{rule.why}\n\n*To mend it:* {rule.mend}\n")
        parts += _table(rule.code)
    parts.append("## What `starcity explore` finds by playing\n")
    for code, meaning in judging.CODES.items():
        parts += [f"### {code}: {meaning}\n\n{PLAYED[code]}\n", *_table(code)]
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
