"""Advice on a name that is not declared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starcity_game.story.diagnostics import nearest
from starcity_game.story.expressions.kinds import Type

_FLAGS: Final = {
    **dict.fromkeys(("true", "yes", "on", "y"), "true"),
    **dict.fromkeys(("false", "no", "off", "n"), "false"),
}


def meant_flag(word: str) -> str:
    """`true` or `false`, if that is what `word` says in other letters or words; else nothing."""
    return _FLAGS.get(word.lower(), "")


def condition_like(text: str) -> str:
    """What the text of a condition, which has not the form of one, should look like."""
    first, _, rest = text.strip().partition(" ")
    if first.lower() in ("if", "when") and len(rest.split()) == 1:
        return f"write `{rest.strip()[:60]}`"
    begun = f"leave out the `{first}`; " if first.lower() in ("if", "when") else ""
    return f"{begun}a condition is made of declared names, as in `nerve >= 3 and not knows.secret`"


def hint_for(name: str, known: Iterable[str], wanted: Type | None) -> str:
    """Advice on the unknown `name`: that it wants quotes, or the nearest known name, first among its like.

    `wanted` is the type of what it is compared with; the like of `knows.x` are the names after `knows.`.
    """
    if wanted and name in wanted.words:
        return f'a word stands in quotes: "{name}"'
    if meant_flag(name):
        return f"write {meant_flag(name)}"
    names = tuple(known)
    head, dot, _ = name.partition(".")
    alike = [one for one in names if one.startswith(head + ".")] if dot else []
    return nearest(name, alike) or nearest(name, names)
