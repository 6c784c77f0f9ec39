"""What a simulated player makes of the options open to it."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Final

from starcity_game.authoring.opened import Opened
from starcity_game.engine.chance import chance
from starcity_game.engine.events import Option
from starcity_game.engine.play import Engine
from starcity_game.engine.ready import ReadyBody
from starcity_game.engine.state import State
from starcity_game.story.diagnostics import Findings
from starcity_game.story.expressions import Tree
from starcity_game.story.folder import MAIN_FILE
from starcity_game.story.model import Head
from starcity_game.story.players import Player, read_players

BUILT_IN: Final = (
    Player("random"),
    Player("cautious", {"caution": 0.7, "attention": -2, "nerve": 0.5}, odds=3, novelty=0.5),
    Player("candid", {"candour": 0.7}, odds=1, novelty=0.5),
    Player("careerist", {"standing": 2, "attention": -0.5}, odds=2, novelty=0.5),
)
"""The players of every story; what they like counts where a story has a variable of that name."""

Place = tuple[int, int, str]
"""Scene, body and option: what was taken."""


def players_of(story: Opened) -> tuple[Player, ...]:
    """The built-in players, and those that the story declares beside them or in their place."""
    found = {player.id: player for player in BUILT_IN}
    for page in story.trace.pages:
        node = page.root.values.get("players")
        if page.file == MAIN_FILE and node is not None:
            # The compiler has told every fault; here they are read once more, without any.
            page.findings, kept = Findings(), page.findings
            found |= read_players(page, node, story.head.variables)
            page.findings = kept
    return tuple(found.values())


class Policy:
    """One player, ready to choose."""

    def __init__(self, player: Player, engine: Engine) -> None:
        self.player, self.engine = player, engine
        self._worth: dict[int, float] = {}
        self._value: dict[tuple[int, int], float] = {}
        self._weights = weights(player, engine.head)
        self.indifferent = not (self._weights or player.odds or player.novelty)
        """Whether everything is the same to this player."""

    def choose(self, state: State, options: Sequence[Option], taken: set[Place], luck: float) -> Option:
        """One of `options`, all of them open; `luck` is from 0 up to 1."""
        if self.indifferent:
            return options[int(luck * len(options))]
        worths = [self.worth(state, option, taken) for option in options]
        best, whim = max(worths), self.player.whim
        if whim <= 0:
            good = [o for o, w in zip(options, worths, strict=True) if w >= best]
            return good[int(luck * len(good))]
        shares = [exp((w - best) / whim) for w in worths]
        left = luck * sum(shares)
        for option, share in zip(options, shares, strict=True):
            left -= share
            if left < 0:
                return option
        return options[-1]

    def worth(self, state: State, option: Option, taken: set[Place]) -> float:
        """What an option is worth to this player: its own changes, and those of its check by their odds."""
        new = 0.0 if (state.scene, state.body, option.id) in taken else self.player.novelty
        if option.target < 0:
            return new + self._of(self.engine.ready(-1 - option.target).root)
        body = self.engine.ready(state.scene).bodies[state.body].choices[option.target].body
        found = new + self._of(body)
        if body.check:
            likely = self.engine.likely(body, state)
            found += self.player.odds * likely
            for outcome, share in ((body.success, likely), (body.failure, 1 - likely)):
                found += share * self._of(outcome) if outcome else 0.0
        return found

    def _of(self, body: ReadyBody) -> float:
        """What the assignments of a body are worth."""
        key = (body.scene.index, body.index)
        if key not in self._value:
            trees = self.engine.head.code
            self._value[key] = sum(worth_of(trees[number], self._weights) for number in body.source.sets)
        return self._value[key]


def weights(player: Player, head: Head) -> dict[int, float]:
    """Slot to what a point more of it is worth; a second name of a pair counts the other way."""
    found: dict[int, float] = {}
    for variable in head.variables.values():
        worth = player.likes.get(variable.id, 0.0) - (player.likes.get(variable.other, 0.0) if variable.other else 0.0)
        if worth:
            found[variable.slot] = worth
    return found


def worth_of(tree: Tree, weights: dict[int, float]) -> float:
    """What an assignment is worth where that can be seen from it: `x += 2`, `x -= 1`, or a flag."""
    worth = weights.get(tree[1], 0.0)
    if not worth:
        return 0.0
    if tree[0] == "put":
        value = tree[2]
        return worth * (1 if value[1] else -1) if value[0] == "flag" else 0.0
    value = tree[4]
    if value[0] in ("add", "sub") and value[1][0] == "slot" and value[1][1] == tree[1] and value[2][0] == "int":
        return worth * int(value[2][1]) * (1 if value[0] == "add" else -1)
    return 0.0


def luck(seed: int, player: str, life: int, step: int) -> float:
    """The random number for one choice of one life: the same for the same story, seed, player and life."""
    return chance(seed, f"player {player} {life}", step)
