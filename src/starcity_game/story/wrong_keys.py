"""What was probably meant by a key that its mapping does not have, or by a text where a mapping should stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starcity_game.story.diagnostics import nearest
from starcity_game.story.keys import TABLES, Key

_CLOSE: Final = 0.8
"""How like a key of the same mapping must be to be thought of before a key of another kind of mapping."""
_MANY: Final = 8
"""Keys of a list in a piece of advice at most."""
_OWNERS: Final = 3
"""Kinds of mappings named at most as having a key."""
_PROSE: Final = frozenset(("text", "parts"))
"""Kinds of values that are read at length."""


def meant(key: str, table: Mapping[str, Key], missing: list[str]) -> tuple[str, str]:
    """Advice on `key`, which `table` does not have, and the key of `missing` that was probably meant, or an empty
    text. `missing` are the needed keys that are not there."""
    advice = nearest(key, missing)
    if advice:
        return advice, advice.removeprefix("did you mean ").removesuffix("?")
    advice = nearest(key, table, _CLOSE)
    kinds = {one[key].kind for one in TABLES.values() if key in one}
    for name in missing if not advice else ():
        if table[name].kind in kinds or (table[name].kind in _PROSE and kinds & _PROSE):
            return f"what is needed here is `{name}`: {table[name].doc.rstrip('.')}", name
    return advice or owners(key, table) or nearest(key, table) or listing(table), ""


def owners(key: str, table: Mapping[str, Key]) -> str:
    """Which kinds of mappings have `key`, if they are few, first those that are like `table`; empty for none."""
    found = [name for name, one in TABLES.items() if key in one and one is not table]
    if "goto" in table:
        found = [name for name in found if "goto" in TABLES[name]] or found
    if "any file" in found:
        return f"`{key}` stands at the left edge of a file"
    if "a body" in found:
        return f"`{key}` is a key of scenes and choices"
    if not found or len(found) > _OWNERS:
        return ""
    return f"`{key}` is a key of {' and of '.join(_named(name) for name in found)}"


def _named(name: str) -> str:
    """The kind of mapping as it stands in a sentence."""
    return name if " " in name else f"`{name}`"


def listing(table: Mapping[str, Key]) -> str:
    """The keys of `table`, the first of them when they are many."""
    names = list(table)
    rest = f" and {len(names) - _MANY} more" if len(names) > _MANY + 1 else ""
    return f"its keys are {', '.join(names if not rest else names[:_MANY])}{rest}"


def as_mapping(written: str, table: Mapping[str, Key]) -> str:
    """How the text `written` would look as a mapping of `table`."""
    word, _, rest = written.partition(" ")
    if word in table and rest.strip():
        return f"did you mean `{word}: {rest.strip()[:60]}`?"
    if not written:
        return f"indent what belongs to it by two spaces more; {listing(table)}"
    needed = [name for name, key in table.items() if key.needed]
    if not needed or not written.isascii() or not written.replace("_", "").replace(".", "").isalnum():
        return listing(table)
    shown = {needed[0]: written[:60], **{name: table[name].example or "…" for name in needed[1:]}}
    if len(table) <= _OWNERS:
        shown |= {name: key.example for name, key in table.items() if name not in shown and key.example}
    return f"as in {{{', '.join(f'{name}: {value}' for name, value in shown.items())}}}"
