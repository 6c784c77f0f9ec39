"""The section `clues`: what can be found out about the cast, where, and what it rules out.

It is a plan for authors and for the checker. Nothing of it goes into the story that is played.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from starcity_game.story import keys
from starcity_game.story.casting import of_cast
from starcity_game.story.diagnostics import nearest
from starcity_game.story.model import Casting, Clue
from starcity_game.story.nodes import Node, Scalar
from starcity_game.story.page import Page

if TYPE_CHECKING:
    from starcity_game.story.declare import Declarations  # it reads this section

_FLAGS: Final = ("spine", "pinned", "checked", "planned")
_LINES: Final = ("text", "fact", "volume", "channel", "how", "cost", "source")
_HIGHEST: Final = 99
"""Number of an episode at most."""

People = dict[str, tuple[str, ...]]
"""Conclusion to people."""


def read_clues(pages: Iterable[Page], story: Declarations, casting: Casting | None) -> dict[str, Clue]:
    """Every clue by its id. Raises nothing: what is wrong is among the findings."""
    written: dict[str, tuple[Page, Scalar, Node]] = {}
    for page in pages:
        section = page.root.values.get("clues")
        for id, key, node in page.entries(section, "`clues`") if section else ():
            if id in written:
                page.fault(key, "E509", f"`{id[:60]}` is declared twice under `clues`")
            elif page.id(key, "a clue") == id:
                written[id] = (page, key, node)
    if casting is None:
        for page, key, _ in [*written.values()][:1]:
            if not any("casting" in other.root.values for other in pages):
                page.fault(key, "E621", "there are clues and no `casting` that they could be about")
        return {}
    known = frozenset(written)
    readers = {page: _Reader(page, story, casting, known) for page in {page: 0 for page, _, _ in written.values()}}
    return {id: readers[page].read(id, node) for id, (page, _, node) in written.items()}


class _Reader:
    """Reads the clues of one file."""

    def __init__(self, page: Page, story: Declarations, casting: Casting, clues: frozenset[str]) -> None:
        self.page, self.story, self.casting, self.clues = page, story, casting, clues
        self.suspects = {role.id: dict.fromkeys((*role.candidates, *role.suspects)) for role in casting.roles}
        self.volumes = frozenset(v for c in casting.conclusions.values() for v in c.volumes)

    def read(self, id: str, node: Node) -> Clue:
        """The clue in `node`."""
        page = self.page
        fields = page.keyed(node, keys.CLUE, "a clue")
        lines = {key: page.line(fields[key], f"`{key}`") for key in _LINES if key in fields}
        flags = {key: page.flag(fields[key], f"`{key}`") for key in _FLAGS if key in fields}
        self._known(fields.get("volume"), self.volumes, "no conclusion is of a volume")
        self._known(fields.get("channel"), self.casting.channels, "the casting has no channel")
        self._fact(fields.get("fact"), flags.get("planned", False))
        rests_on = page.words(fields["rests_on"], "`rests_on`") if "rests_on" in fields else []
        for one in rests_on:
            self._known(one, self.clues, "there is no clue")
        clears = self._named(fields.get("clears"), "`clears`")
        conditions = [of_cast(self.story, page, fields[k], f"`{k}`") if k in fields else -1 for k in ("when", "means")]
        return Clue(
            id, lines.get("text", ""), lines.get("fact", ""), lines.get("volume", ""),
            page.number(fields["episode"], "`episode`", 1, _HIGHEST) if "episode" in fields else 1,
            lines.get("channel", ""), lines.get("how", ""), lines.get("cost", ""), lines.get("source", id),
            tuple(one.value for one in rests_on), conditions[0],
            self._remaining(node, self._named(fields.get("rules"), "`rules`"), clears), clears, conditions[1],
            self._named(fields.get("points"), "`points`", anybody=True), **flags,
        )  # fmt: skip

    def _known(self, node: Node | None, names: Iterable[str], lacking: str) -> None:
        """Report a word that is none of `names`."""
        if isinstance(node, Scalar) and node.value not in names:
            self.page.fault(node, "E621", f"{lacking} `{node.value[:60]}`", nearest(node.value, names))

    def _fact(self, node: Node | None, planned: bool) -> None:
        """Hold the fact to what is declared, unless it is only planned."""
        if isinstance(node, Scalar) and not planned and node.value not in self.story.facts:
            hint = nearest(node.value, self.story.facts) or "declare it under `facts`, or say `planned: true`"
            self.page.fault(node, "E622", f"no fact `{node.value[:60]}` is declared", hint)

    def _named(self, node: Node | None, what: str, anybody: bool = False) -> People:
        """Conclusion to people: those who may be suspected of it, or with `anybody` whoever is declared."""
        found: People = {}
        for id, key, value in self.page.entries(node, what) if node else ():
            conclusion = self.casting.conclusions.get(id)
            if conclusion is None:
                known = self.casting.conclusions
                self.page.fault(key, "E621", f"there is no conclusion `{id[:60]}`", nearest(id, known))
                continue
            scalars = self.page.words(value, what)
            if anybody:
                found[id] = tuple(self.story.person(self.page, scalar) for scalar in scalars)
                continue
            suspects = self.suspects.get(conclusion.role, {})
            for scalar in scalars:
                self._known(scalar, suspects, f"nobody suspects, by `{id}`,")
            if all(scalar.value in suspects for scalar in scalars):
                found[id] = tuple(scalar.value for scalar in scalars)
        return found

    def _remaining(self, node: Node, rules: People, clears: People) -> People:
        """By conclusion, those who can still be meant."""
        found: People = {}
        for id in [*rules, *(id for id in clears if id not in rules)]:
            among, cleared = rules.get(id, self.suspects[self.casting.conclusions[id].role]), {*clears.get(id, ())}
            found[id] = tuple(person for person in among if person not in cleared)
            if not found[id]:
                self.page.fault(node, "E623", f"by `{id}` this leaves nobody", "somebody holds the role")
        return found
