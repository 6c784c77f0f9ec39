"""A part of the search: states that were reached, and three ways of reaching more from them.

After A. Ecoffet and others, "First return, then explore" (2021): states are kept by a coarse likeness, one is
picked, everything that can be done in it is done, and what is new is kept. Between such expeditions lives are led
at random, and when little is left, one thing after another is hunted with nothing but what matters for it.
"""

from __future__ import annotations

from typing import Final

import msgspec

from starcity_game.authoring.explore.aim import RADII, Aim
from starcity_game.authoring.explore.frontier import Frontier
from starcity_game.authoring.explore.homes import Homes
from starcity_game.authoring.explore.inventory import Inventory
from starcity_game.authoring.explore.nearness import FAR, Map
from starcity_game.authoring.explore.needs import Needs
from starcity_game.authoring.explore.origins import nth
from starcity_game.authoring.explore.silent import SilentEngine
from starcity_game.authoring.explore.tree import Tree
from starcity_game.authoring.explore.watch import Watch
from starcity_game.engine.chance import dealt
from starcity_game.engine.play import Engine, Turn

LARGE: Final = 2_000
"""Scenes of a story of which one state of each body is kept for later rounds; of smaller ones four."""
MANY: Final = 1_000
"""Unreached items that are shared out among the shards, where beginnings do not differ."""
FEW: Final = 400
"""Unreached items that are hunted one by one."""
ENOUGH: Final = 150
"""Scenes around what is hunted that the first hunts know the way from."""
BEGINNINGS: Final = 8
"""Beginnings of an expedition or a hunt."""
HUNT: Final = 750
"""Turns of a first hunt at most; twice as many of each later one for the same item, up to 32 times."""
SHORT: Final = 100
"""What a hunt counts for at least, however soon it is over: preparing it takes as long as so many turns."""
BROKEN: Final = 20
"""What a turn counts for more in which a life breaks off: it may have run a thousand bodies."""
SOUGHT: Final = 1
SUSPECT: Final = 2
"""What is told of each item, joined: that it is looked for; that it is a scene in which something bad could be."""
LIFE: Final = 300
"""Choices of a life led at random, at most; in a large story, where the way to anything is to be kept short, a
tenth of it."""
SWEEP: Final = 60_000
"""Turns at most for reaching every body once."""


class Order(msgspec.Struct, frozen=True, array_like=True):
    """What a shard is told for one round."""

    shard: int
    elsewhere: tuple[int, ...]
    """Items that the others have reached."""
    turns: int
    """How many turns to play, about."""


class Found(msgspec.Struct, frozen=True, array_like=True):
    """What a shard found in one round."""

    hits: list[tuple[int, int]]
    """Items reached, with the node where."""
    nodes: list[tuple[int, int, str]]
    """Nodes on the ways that were not told before: number, the node before (or -1 - beginning), choice."""
    stuck: list[tuple[int, int]]
    """Scenes where a life broke off, with the node."""
    unlearned: list[tuple[int, int, str, int]]
    """Scene, body, fact that was assumed and not learned, and the node."""
    turns: int
    states: int
    """States kept so far."""
    depth: int
    """Choices of the longest way so far."""
    begun: int
    """Beginnings tried so far."""
    attempts: int
    """How often at least each item that is left was hunted."""


class Shard:
    """One archive of states. What it finds depends on its orders alone."""

    def __init__(self, engine: SilentEngine, inventory: Inventory, needs: Needs, ways: Map, *, number: int,
                 shards: int, seed: int, wanted: bytes, varied: bool) -> None:  # fmt: skip
        """`wanted` says of each item whether it is `SOUGHT` and whether it is a `SUSPECT`; `varied`, whether
        beginnings differ."""
        self.engine, self.needs, self.ways = engine, needs, ways
        self.number, self.shards, self.seed, self.wanted, self.varied = number, shards, seed, wanted, varied
        self.watch = Watch(engine, inventory)
        self.aside = Engine(engine.story)
        """Leads the lives whose files are opened, which nobody must hear."""
        self.tree = Tree()
        self._large = len(ways.after) > LARGE
        self._homes = Homes(1 if self._large else 4)
        self._begun = self._drawn = self._level = self._rounds = 0
        self._attempts: dict[int, int] = {}
        self._tries: dict[tuple[int, int, str], int] = {}
        self._stuck: set[int] = set()
        self._sweep: Frontier | None = None
        self._swept = 0
        self._found = Found([], [], [], [], 0, 0, 0, 0, 0)
        self._turns = self._end = 0

    def obey(self, order: Order) -> Found:
        """Play a round."""
        self.engine.listener = self.watch
        self.watch.forget(order.elsewhere)
        self._found, self._turns, self._end = Found([], [], [], [], 0, 0, 0, 0, 0), 0, order.turns
        targets = self._targets()
        if targets:
            self._play(targets, order.turns)
        else:
            self._suspect(order.turns)
        self._rounds += 1
        found = self._found
        ends = [node for _, node in (*found.hits, *found.stuck)] + [u[3] for u in found.unlearned]
        left = [self._attempts.get(n, 0) for n in self._targets()]
        return msgspec.structs.replace(
            found, nodes=self.tree.untold(ends), turns=self._turns, states=len(self.tree),
            depth=self.tree.deepest, begun=self._begun, attempts=min(left, default=0),
        )  # fmt: skip

    def _targets(self) -> list[int]:
        """What is still looked for."""
        still = self.watch.open
        targets = [n for n, want in enumerate(self.wanted) if want & SOUGHT and still[n]]
        if len(targets) > MANY and not self.varied:
            return [n for n in targets if n % self.shards == self.number] or targets
        return targets

    def _play(self, targets: list[int], turns: int) -> None:
        """Expeditions, lives and hunts, in a mixture that depends on how much is left."""
        aim = Aim(targets, self.needs, self.ways)
        if self._sweep is None:
            self._sweep = Frontier(lambda _: (), aim.far)
            self._from_beginnings(self._sweep)
        if self._sweep and self._swept < SWEEP:  # first of all every body once, by the shortest ways
            before = self._turns
            self._on(self._sweep, turns)
            self._swept += self._turns - before
        if self._rounds % 4 == 0 or len(targets) > FEW:
            self._lives(aim, self._turns + turns // 3)
        if len(targets) > FEW:
            before = len(self._found.hits)
            level = self._level % (len(RADII) + 3)
            crowd, spread = 16 << min(self._level, 8), 1 << min(self._level // len(RADII), 8)
            self._expedition(Frontier(aim.within(level), aim.far, spread, crowd), aim, turns)
            if (len(self._found.hits) - before) * 50 < len(targets):
                self._level += 1
        else:
            while self._turns < turns:
                self._hunt([n for n in targets if self.watch.open[n]], turns)
                if not any(self.watch.open[n] for n in targets):
                    break

    def _suspect(self, turns: int) -> None:
        """Look at scenes where something bad could be: lives near them, and all states that differ in them."""
        suspects = [n for n, want in enumerate(self.wanted) if want & SUSPECT]
        if suspects:
            aim = Aim(suspects, self.needs, self.ways)
            self._lives(aim, turns // 2)
            self._level += 1
            self._expedition(Frontier(aim.within(self._level), aim.far, 1 << min(self._level, 6)), aim, turns)

    # -------------------------------------------------------------- three ways to search

    def _expedition(self, frontier: Frontier, aim: Aim, until: int, quarry: int = -1, homes: bool = True) -> None:
        """From a state of every body (unless not from `homes`) and from new beginnings, always on from the nearest,
        until the item `quarry` is reached."""
        for scene in aim.far if homes else ():
            for node, turn in self._homes.of(scene):
                if frontier.is_new(turn.state, self.tree.root(node)):
                    frontier.push(node, turn)
        if self.varied or not homes:
            self._from_beginnings(frontier)
        self._on(frontier, until, quarry)

    def _from_beginnings(self, frontier: Frontier) -> None:
        """Let a few more beginnings wait."""
        for _ in range(BEGINNINGS if self.varied else 1):
            turn, before = self._begin()
            self._keep(turn, before, (), frontier)

    def _on(self, frontier: Frontier, until: int, quarry: int = -1) -> None:
        """Try everything in the states that wait."""
        while frontier and self._turns < until and (quarry < 0 or self.watch.open[quarry]):
            node, turn = frontier.pop()
            for option in turn.offer:
                if option.open:
                    self._turns += 1
                    self._keep(self.engine.play(turn.state, option), node, (option.id,), frontier)

    def _hunt(self, left: list[int], until: int) -> None:
        """One item that was hunted least often, for its turn of turns."""
        if not left:
            return
        item = min(left, key=lambda n: (self._attempts.get(n, 0), (n + self.number * len(left) // self.shards)))
        attempt = self._attempts[item] = self._attempts.get(item, 0) + 1
        aim = Aim([item], self.needs, self.ways, ENOUGH if attempt <= 2 else FAR)
        frontier = Frontier(aim.anywhere((attempt - 1) // 2), aim.far, 1 << min(attempt - 1, 6))
        turns = min(HUNT << min(attempt - 1, 5), until - self._turns)
        before = self._turns
        self._expedition(frontier, aim, self._turns + turns, item, homes=attempt % 2 == 1)
        self._turns = max(self._turns, before + SHORT)

    def _lives(self, aim: Aim, until: int) -> None:
        """Lives led at random, from new beginnings and from states that were reached, what was tried less first."""
        while self._turns < until:
            if (self.varied and self._deal(2)) or not self._homes.places:
                turn, node = self._begin()
                node = self._keep(turn, node, (), None)
            else:
                node, turn = self._near_home(aim)
            way: list[str] = []
            for _ in range(LIFE // 10 if self._large else LIFE):
                options = [o for o in turn.offer if o.open]
                if not options or self._turns >= until:
                    break
                scene, body = turn.state.scene, turn.state.body
                if self._deal(3):
                    tries = [self._tries.get((scene, body, o.id), 0) for o in options]
                    options = [o for o, t in zip(options, tries, strict=True) if t == min(tries)]
                option = options[self._deal(len(options))]
                key = (scene, body, option.id)
                self._tries[key] = self._tries.get(key, 0) + 1
                turn = self.engine.play(turn.state, option)
                self._turns += 1
                way.append(option.id)
                kept = self._keep(turn, node, way, None)
                if kept >= 0:
                    node, way = kept, []

    # ------------------------------------------------------------------------ details

    def _begin(self) -> tuple[Turn, int]:
        """The first turn of the next beginning, and what stands for it in the tree."""
        index = self._begun * self.shards + self.number
        self._begun += 1
        self._turns += 1
        return self.engine.begin(nth(self.aside, self.seed, index)), -1 - index

    def _deal(self, count: int) -> int:
        """A drawn number below `count`."""
        self._drawn += 1
        return dealt(self.seed, f"shard {self.number}", self._drawn, count)

    def _near_home(self, aim: Aim) -> tuple[int, Turn]:
        """A state that was kept: of four that are drawn the nearest."""
        places = self._homes.places
        drawn = [places[self._deal(len(places))] for _ in range(4)]
        home = self._homes.at(min(drawn, key=lambda place: aim.far.get(place[0], FAR)))
        return home[self._deal(len(home))]

    def _keep(self, turn: Turn, before: int, way: tuple[str, ...] | list[str], frontier: Frontier | None) -> int:
        """Keep a turn if it reached something or its state is new; its node, or -1."""
        state, watch = turn.state, self.watch
        if state.ended == "!":
            self._turns += BROKEN
        news = watch.take() if watch.new else ()
        place = (state.scene, state.body)
        root = -1 - before if before < 0 else self.tree.root(before)
        fresh = not state.ended and (
            frontier.is_new(state, root) if frontier is not None else before < 0 or not self._homes.at(place)
        )
        stuck = state.ended == "!" and state.scene not in self._stuck
        if not (news or fresh or stuck or watch.unlearned):
            return -1
        node = self.tree.add(before, "") if before < 0 else self.tree.chain(before, way)
        self._found.hits.extend((number, node) for number in news)
        if stuck:
            self._stuck.add(state.scene)
            self._found.stuck.append((state.scene, node))
        for missing in watch.unlearned:
            self._found.unlearned.append((*missing, node))
        watch.unlearned.clear()
        if not state.ended:
            slim = Turn(state, (), turn.offer)
            self._homes.keep(node, slim)
            if frontier is not None and (fresh or news):
                frontier.push(node, slim)
        return node
