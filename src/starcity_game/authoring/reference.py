"""The reference of the author's guide, written from the declared keys and codes.

    python -m starcity_game.authoring.reference docs/authoring/reference.md

rewrites what stands between the two marks in that file; a test holds the file to it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from starcity_game.authoring import rules
from starcity_game.authoring.codes import CODES
from starcity_game.authoring.replay.playthrough import PLAYTHROUGH, STEP
from starcity_game.story.keys import TABLES, Key

BEGIN: Final = "<!-- reference: made by `make docs`; edit src/starcity_game/story/keys.py instead -->"
END: Final = "<!-- end of the reference -->"
_BESIDE: Final = {"a playthrough, beside the story": PLAYTHROUGH, "a step of a playthrough": STEP}
"""Mappings that stand in no file of the story."""


def every_code() -> dict[str, str]:
    """Code to meaning: what the loader, the rules of the checker and exploring find."""
    return {**CODES, **{code: rule.title for code, rule in rules.ALL.items()}}


def reference() -> str:
    """The reference as Markdown: a table for each kind of mapping, then every code."""
    parts = []
    written: dict[str, Key] = {}
    for name, table in {**TABLES, **_BESIDE}.items():
        parts.append(f"## Keys of {name}\n")
        shared = name in ("a scene", "a choice")
        own = {k: v for k, v in table.items() if not (shared and written.get(k) is v)}
        written.update(table)
        if shared:
            parts.append("All keys of a body, and:\n")
        parts.append("| Key | Value | What it does | As in |\n|---|---|---|---|")
        parts += [_row(key, declared) for key, declared in own.items()]
        parts.append("")
    parts.append("## Codes\n\n| Code | Meaning |\n|---|---|")
    parts += [f"| {code} | {meaning} |" for code, meaning in sorted(every_code().items())]
    return "\n".join(parts)


def _row(key: str, declared: Key) -> str:
    """One key as a row of a table."""
    example = f"`{declared.example}`".replace("|", "\\|") if declared.example else ""
    needed = " (needed)" if declared.needed else ""
    return f"| `{key}` | {declared.kind}{needed} | {declared.doc.replace('|', chr(92) + '|')} | {example} |"


def rewritten(text: str) -> str:
    """`text` with a new reference between its marks. Raises ValueError when a mark is missing."""
    return between(text, BEGIN, END, reference())


def between(text: str, begin: str, end: str, made: str) -> str:
    """`text` with what is `made` between the marks `begin` and `end`. Raises ValueError when a mark is missing."""
    before, _, rest = text.partition(begin)
    _, mark, after = rest.partition(end)
    if not mark:
        raise ValueError(f"the marks {begin} and {end} are missing")
    return f"{before}{begin}\n\n{made}\n\n{end}{after}"


def main() -> int:
    """Rewrite the reference in the file named on the command line."""
    path = Path(sys.argv[1])
    path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
