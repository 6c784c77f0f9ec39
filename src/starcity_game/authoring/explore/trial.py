"""Lives led by simulated players, one after another, in one process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from starcity_game.authoring.explore.inventory import Inventory
from starcity_game.authoring.explore.origins import answered, in_a_world
from starcity_game.authoring.explore.policies import Place, Policy, luck
from starcity_game.authoring.explore.probes import Prober
from starcity_game.authoring.explore.silent import SilentEngine
from starcity_game.authoring.explore.tally import Counting, Tally
from starcity_game.engine.chance import dealt
from starcity_game.engine.events import Option
from starcity_game.engine.play import Engine, Turn
from starcity_game.engine.state import Origin, State
from starcity_game.story.cache import read_cache
from starcity_game.story.model import Story
from starcity_game.story.players import Player

LONGEST: Final = 2_000
"""Choices of a life at most; one that is longer counts as endless."""


class Chunk(msgspec.Struct, frozen=True, array_like=True):
    """Lives to be led, by number."""

    first: int
    count: int


class Trial:
    """Leads lives. What a life is like depends on the story, the seed and its number alone."""

    def __init__(self, story: Story, players: tuple[Player, ...], seed: int) -> None:
        self.inventory = Inventory(story.head, [story.scene(index) for index in range(len(story))])
        self.engine = SilentEngine(story)
        self.aside = Engine(story)
        self.engine.prober = Prober(story.head, self.engine.code, self.inventory.wording)
        self.policies = [Policy(player, self.engine) for player in players]
        self.volumes = sorted(story.head.volumes)
        self.seed = seed

    def lead(self, chunk: Chunk) -> Tally:
        """The lives of a chunk; players and volumes take turns."""
        tally = Tally()
        watch = self.engine.listener = Counting(self.engine, self.inventory)
        for life in range(chunk.first, chunk.first + chunk.count):
            self._life(life, watch, tally)
        tally.reached.update(watch.take())
        return tally

    def answer(self, message: bytes) -> bytes:
        """As `lead`, for a crew."""
        return msgspec.msgpack.encode(self.lead(msgspec.msgpack.decode(message, type=Chunk)))

    def _life(self, number: int, watch: Counting, tally: Tally) -> None:
        policy = self.policies[number % len(self.policies)]
        volume = self.volumes[number // len(self.policies) % len(self.volumes)]
        seed = dealt(self.seed, "life", number, 1 << 31)
        alone = Origin(volume, seed, answered(self.engine, volume, self.seed, number + 1))
        origin = in_a_world(self.aside, alone, self.seed, number + 1)
        watch.start = -1
        turn = self.engine.begin(origin)
        words = {turn.state.episode: watch.words}
        self._note(watch, tally)
        taken: set[Place] = set()
        for step in range(LONGEST):
            if turn.state.ended:
                break
            option = self._choose(policy, turn, taken, luck(self.seed, policy.player.id, number, step), tally)
            watch.start = turn.state.scene
            turn = self.engine.play(turn.state, option)
            words[turn.state.episode] = words.get(turn.state.episode, 0) + watch.words
            self._note(watch, tally)
        self._end(policy.player.id, volume, turn.state, words, tally)

    def _choose(self, policy: Policy, turn: Turn, taken: set[Place], chance: float, tally: Tally) -> Option:
        """What the player takes; what was offered and taken is counted."""
        state = turn.state
        options = [o for o in turn.offer if o.open]
        option = policy.choose(state, options, taken, chance)
        taken.add((state.scene, state.body, option.id))
        for one in options:
            key = self._key(state, one)
            tally.offered[key] = tally.offered.get(key, 0) + 1
        key = self._key(state, option)
        tally.taken[key] = tally.taken.get(key, 0) + 1
        tally.choices += 1
        return option

    def _key(self, state: State, option: Option) -> int:
        if option.target < 0:
            return option.target
        choice = self.engine.ready(state.scene).bodies[state.body].choices[option.target]
        return self.inventory.first[state.scene] + choice.body.index

    def _note(self, watch: Counting, tally: Tally) -> None:
        """The checks and the ways of a turn."""
        for start, end in watch.walked:
            ends = tally.walks.setdefault(start, {})
            ends[end] = ends.get(end, 0) + 1
        for body, success in watch.tries:
            sums = tally.checks.setdefault(self.inventory.first[body.scene.index] + body.index, [0, 0])
            sums[0] += 1
            sums[1] += success

    @staticmethod
    def _end(player: str, volume: str, state: State, words: dict[int, int], tally: Tally) -> None:
        """Count a finished life; the last episode counts as read to its end only if the life has ended."""
        tally.lives[player] = tally.lives.get(player, 0) + 1
        ending = state.ended or "…"
        endings = tally.endings.setdefault(player, {})
        endings[ending] = endings.get(ending, 0) + 1
        whole = state.ended and state.ended != "!"
        for episode, read in words.items():
            if whole or episode != state.episode:
                histogram = tally.episodes.setdefault(f"{volume}/{episode}", {})
                histogram[read] = histogram.get(read, 0) + 1


def recruit(folder: str, story_hash: str, players: bytes, seed: int) -> Callable[[bytes], bytes]:
    """A worker with the story that lies compiled in `folder`; `players` are encoded."""
    story = read_cache(Path(folder), story_hash)
    assert story is not None  # it was put there by the process that asks
    return Trial(story, msgspec.msgpack.decode(players, type=tuple[Player, ...]), seed).answer
