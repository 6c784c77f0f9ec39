"""Which code was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from starcity_game.story.diagnostics import nearest


def likely(code: str, known: Iterable[str]) -> str:
    """Advice on a code that is not among `known`; most are two characters long, too short to be alike, and then those
    with the same letter are named. Empty when there is none."""
    given, codes = code[:20].upper(), tuple(known)
    same = [one for one in codes if len(one) == 2 and one[0] == given[:1]]
    return nearest(given, codes) or (f"there are {', '.join(sorted(same))}" if same else "")
