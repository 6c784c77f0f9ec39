"""An option that an author names: by its number, its id, its label or the label's beginning."""

from __future__ import annotations

from collections.abc import Sequence

from starcity_game.authoring.told import alike
from starcity_game.engine.events import Option
from starcity_game.story.diagnostics import nearest


class NotOffered(Exception):
    """No open option is meant, or more than one."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
        """What is the matter, without a full stop, and what was probably meant."""


def picked(offer: Sequence[Option], wanted: str) -> Option:
    """The open option that `wanted` names: its id (of a storylet `@` and its scene, without a prefix if need be),
    its whole label, its number among the open ones counted from 1, or a beginning that no other open label has.
    Raises NotOffered."""
    found = _named([option for option in offer if option.open], wanted)
    if len(found) == 1:
        return found[0]
    if found:
        both = "; ".join(f"“{option.text}”" for option in found[:3])
        raise NotOffered(f"more than one option begins “{wanted}”", both)
    closed = _named([option for option in offer if not option.open], wanted)
    if closed:
        raise NotOffered(f"“{closed[0].text}” is closed here", closed[0].reason)
    if not offer:
        raise NotOffered(f"“{wanted}” cannot be chosen, because the life has ended")
    known = [name for option in offer if option.open for name in (option.text, option.id)]
    raise NotOffered(f"there is no option “{wanted}” here", nearest(wanted, known) or beginnings(known[::2], wanted))


def _named(offer: list[Option], wanted: str) -> list[Option]:
    """Those of `offer` that are meant; a closer match goes before a looser one."""
    sought = alike(wanted)
    exact = [option for option in offer if wanted == option.id] or [o for o in offer if alike(o.text) == sought]
    if exact:
        return exact[:1]
    if wanted.startswith("@"):  # a storylet, without the prefix of its scene
        return [option for option in offer if option.id.startswith("@") and option.id.endswith(f".{wanted[1:]}")]
    if sought.isascii() and sought.isdigit():
        return offer[int(sought) - 1 : int(sought)] if 0 < int(sought[:9]) <= len(offer) else []
    return [option for option in offer if sought and alike(option.text).startswith(sought)]


def beginnings(labels: Sequence[str], wanted: str) -> str:
    """Advice of the form `did you mean x?` for the beginning of a label with a slip in it; empty when none is near."""
    length = max(len(wanted), 4)
    starts = {label[:length]: label for label in labels}
    advice = nearest(wanted, starts)
    start = advice.removeprefix("did you mean ").removesuffix("?")
    return f"did you mean {starts[start]}?" if start in starts else ""
