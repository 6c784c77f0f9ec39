"""A page for every code: what it means, why it matters, how to mend what it finds, and an example.

    python -m starcity_game.authoring.code_pages docs/codes.md

writes all of them as Markdown; a test holds that file to them. What pages say stands in `pages/`, a file for each
family of codes, and for the rules of the checker with the rules.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from starcity_game.authoring import rules
from starcity_game.authoring.codes import CODES, SOFT
from starcity_game.story.strict_text import clean

FAMILIES: Final = (
    ("reading", "Files and YAML"),
    ("slips", "Slips of YAML in prose"),
    ("expressions", "Expressions"),
    ("texts", "Inside texts"),
    ("shapes", "Keys and their values"),
    ("links", "Names that lead somewhere"),
    ("casting", "Roles that are dealt, and clues"),
    ("machine", "Machines, flights, programmes"),
    ("dossier", "Files, reports, ledgers, hooks"),
    ("form", "The form of the scenes"),
    ("translation", "Translations"),
    ("checker", "Waivers, and levels in story.yaml"),
    ("craft", "Rules of the craft"),
    ("exploring", "What exploring finds"),
    ("playthroughs", "Playthroughs"),
)
"""Files of `pages/`, and what each is about."""


class CodePage(msgspec.Struct, frozen=True):
    """What there is to say of one code."""

    code: str
    family: str
    """What it belongs to, one of the titles in `FAMILIES`."""
    meaning: str
    """In a line, without a full stop."""
    severity: str
    """`error`, `warning`, or `error or warning`; for a rule its level unless the story says otherwise."""
    why: str
    """The reason, a paragraph."""
    mend: str
    """How to mend what it finds."""
    where: str = "scene"
    """What the example is: the body of a `scene`, a `file` beside others, or the `story` itself, as story.yaml."""
    wrong: str = ""
    """An example of what is found; empty where a few lines cannot show it."""
    right: str = ""
    """The same, mended."""


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page as it stands in a file of `pages/`."""

    why: str = ""
    mend: str = ""
    where: str = "scene"
    wrong: str = ""
    right: str = ""


@cache
def written() -> dict[str, tuple[str, _Written]]:
    """Everything in `pages/`: code to the title of its family, and what is written there."""
    found = {}
    for name, title in FAMILIES:
        text = files("starcity_game.authoring").joinpath("pages", f"{name}.toml").read_text(encoding="utf-8")
        for code, page in tomllib.loads(text).items():
            found[code] = title, msgspec.convert(page, _Written)
    return found


def pages() -> Iterator[CodePage]:
    """The page of every code, family by family."""
    stored = written()
    for code, (family, page) in stored.items():
        if code in CODES:
            yield CodePage(code, family, CODES[code], _severity(code), page.why, page.mend, page.where, page.wrong,
                           page.right)  # fmt: skip
    family = dict(FAMILIES)["craft"]
    for rule in rules.ALL.values():
        page = stored.get(rule.code, ("", _Written()))[1]
        yield CodePage(rule.code, family, rule.title, rule.level.value, rule.why, rule.mend, page.where, page.wrong,
                       page.right)  # fmt: skip


def _severity(code: str) -> str:
    """How bad a finding with this code is, which is no rule's."""
    if code not in SOFT or code in ("R2", "K1"):
        return "error"
    return "warning" if code[0] in "WS" else "error or warning"


def markdown() -> str:
    """All pages as one document, with an anchor for each code."""
    parts = [_INTRODUCTION]
    last = ""
    for page in pages():
        if page.family != last:
            parts.append(f"## {page.family}\n")
            last = page.family
        parts += [f"### {page.code}\n", f"**{_sentence(page.meaning)}** ({page.severity})\n", f"{page.why}\n"]
        parts.append(f"*To mend it:* {page.mend}\n")
        if page.wrong:
            parts += [f"```yaml\n{shown(page.wrong)}```\n", f"Mended:\n\n```yaml\n{shown(page.right)}```\n"]
    return "\n".join(parts)


_INTRODUCTION: Final = """\
# Codes

Everything that `starcity check` finds has a code, which never changes its meaning; `starcity explain CODE` shows its
page in the terminal. This document is made from the same pages by `make docs`.

A story gives another level to a rule, or to a warning of the loader, in its story.yaml; `metric` is printed with
`--metrics` only. Errors of the loader (E101 to E702) stay what they are, because such a story cannot be played.

```yaml
check:
  severity:
    P4: off        # off, metric, warning or error
    W703: error
```

One finding is waived by a comment with a reason, on its line or alone on the line above. On the key of a text, or on
its dash in a list, the comment waives what is found anywhere in that text. A waiver that gives no reason, or that
waives nothing, is itself a warning.

```yaml
# allow P2: the telegram is one breath
text: |
  …
```
"""


def _sentence(meaning: str) -> str:
    """A meaning with a capital and a full stop."""
    return f"{meaning[0].upper()}{meaning[1:]}."


def shown(example: str) -> str:
    """An example with what cannot be seen shown as an escape."""
    return clean(example.replace("\t", "→   "), lines=True)


def main() -> int:
    """Write all pages to the file named on the command line."""
    Path(sys.argv[1]).write_text(markdown(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
