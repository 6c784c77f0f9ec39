"""Players that a story declares for its own trials: what each of them likes, as weights."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from starcity_game.story import keys
from starcity_game.story.diagnostics import nearest
from starcity_game.story.model import Variable
from starcity_game.story.nodes import Node
from starcity_game.story.page import Page

CODES: Final = {
    "E515": "a weight that is no number from -100 to 100",
    "E618": "a player likes something that is not declared",
}

_WEIGHT = re.compile(r"-?\d{1,3}(\.\d{1,4})?", re.ASCII)
_LARGEST: Final = 100.0


class Player(msgspec.Struct, frozen=True):
    """A temperament: of the options open to it, this player takes one that promises much."""

    id: str
    likes: dict[str, float] = {}
    """Variable, or either name of a pair, to what each point more of it is worth; of a flag, that it becomes true."""
    odds: float = 0.0
    """What a sure check is worth more than an impossible one."""
    novelty: float = 0.0
    """What an option is worth more that was not taken yet in this life."""
    whim: float = 1.0
    """How far the choice is left to chance: 0 takes the best always, 1 twice as often something worth 0.7 more."""


def read_players(page: Page, node: Node, variables: dict[str, Variable]) -> dict[str, Player]:
    """The players under the key `players`, with findings for what is wrong."""
    names = {*variables, *(v.other for v in variables.values() if v.other)}
    found = {}
    for id, key, one in page.entries(node, "`players`"):
        page.id(key, "a player's name", dotted=False)
        fields = page.keyed(one, keys.PLAYER, "a player")
        likes = {}
        for name, liked, worth in page.entries(fields["likes"], "`likes`") if "likes" in fields else ():
            if name not in names:
                page.fault(liked, "E618", f"there is no variable `{name[:60]}` to like", nearest(name, names))
            likes[name] = weight_of(page, worth, f"what `{name[:60]}` is worth")
        rest = {k: weight_of(page, fields[k], f"`{k}`") for k in ("odds", "novelty", "whim") if k in fields}
        if rest.get("whim", 0) < 0:
            page.fault(fields["whim"], "E515", "`whim` is 0 or more")
        found[id] = Player(id, likes, **rest)
    return found


def weight_of(page: Page, node: Node, what: str) -> float:
    """A number that may have decimals; 0 after a finding."""
    scalar = page.scalar(node, what)
    if scalar is None:
        return 0.0
    if not _WEIGHT.fullmatch(scalar.value) or abs(float(scalar.value)) > _LARGEST:
        page.fault(node, "E515", f"{what} is a number from -100 to 100", "as in 1, -3 or 0.5")
        return 0.0
    return float(scalar.value)
