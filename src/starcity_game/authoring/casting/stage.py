"""The casts of a story, and which clues exist in each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from starcity_game.authoring.opened import Opened
from starcity_game.story.expressions import Value, compile_expression
from starcity_game.story.model import Casting, CastRole, Clue, Conclusion, Head


class Stage:
    """A casting with its plan of clues."""

    def __init__(self, head: Head, casting: Casting, clues: Mapping[str, Clue]) -> None:
        self.head, self.casting = head, casting
        self.clues = tuple(clues.values())
        """Every clue, in the order of the files."""
        self.by_id = dict(clues)
        """The same by their ids."""
        self.roles = {role.id: role for role in casting.roles}
        """Roles by id."""
        self.casts = tuple(
            {role.id: person for role, person in zip(casting.roles, casting.people(n), strict=True)}
            for n in range(len(casting.casts))
        )
        """Every legal cast: role to who holds it."""
        self._values = [self._slots(cast) for cast in self.casts]
        conditions = {code for clue in self.clues for code in (clue.when, clue.means) if code >= 0}
        self._holds = {code: self._where(code) for code in sorted(conditions)}
        self.exist = tuple(
            tuple(clue for clue in self.clues if clue.when < 0 or n in self._holds[clue.when])
            for n in range(len(self.casts))
        )
        """For every cast the clues that exist in it."""

    def _slots(self, cast: Mapping[str, str]) -> list[Value]:
        values: list[Value] = list(self.head.start)
        for role in self.casting.roles:
            values[role.slot] = cast[role.id]
        return values

    def _where(self, code: int) -> frozenset[int]:
        test = compile_expression(self.head.code[code])
        return frozenset(n for n, values in enumerate(self._values) if test(values, Unvisited()))

    def values(self, cast: int) -> list[Value]:
        """The slots at the beginning of a life with this cast; not to be changed."""
        return self._values[cast]

    def holds(self, code: int, cast: int) -> bool:
        """Whether what a clue says of several roles holds in a cast."""
        return cast in self._holds[code]

    def truth(self, conclusion: Conclusion, cast: int) -> str:
        """Who is meant by a conclusion in a cast."""
        return self.casts[cast][conclusion.role]

    def suspects(self, conclusion: Conclusion) -> tuple[str, ...]:
        """Everybody whom a reader may take for the one meant."""
        role = self.roles[conclusion.role]
        return role.candidates if conclusion.answers else suspects(role)

    def said(self, cast: int) -> str:
        """A cast as `--cast` takes it: `leak=ozhogina,hand=fridkin`."""
        return ",".join(f"{role}={person}" for role, person in self.casts[cast].items())

    def answer(self, conclusion: Conclusion, person: str) -> str:
        """What a conclusion says when `person` is meant: the name, or what stands for it."""
        return conclusion.answers.get(person, person)


class Unvisited:
    """Counters before anything was visited."""

    def get(self, counter: int, /) -> int:
        """Always 0."""
        return 0


def suspects(role: CastRole) -> tuple[str, ...]:
    """Everybody whom a reader may suspect of holding a role."""
    return (*role.candidates, *role.suspects)


@lru_cache(maxsize=1)
def stage_of(story: Opened) -> Stage | None:
    """The casting of a story with its clues, kept for whoever asks next; None when it has none."""
    casting = story.head.casting
    return Stage(story.head, casting, story.trace.clues) if casting else None
