"""The section `casting`: which roles there are, who may be dealt them, and what that means in expressions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from starcity_game.story import keys
from starcity_game.story.casts import Rule, TooMany, legal_casts
from starcity_game.story.diagnostics import nearest
from starcity_game.story.expressions import Kind, Name, Tree, Type, Value, compile_expression, counters, reads
from starcity_game.story.expressions.names import standing_for
from starcity_game.story.expressions.tree import depth_and_size
from starcity_game.story.model import Casting, CastRole, Conclusion
from starcity_game.story.nodes import Mapping, Node, Scalar
from starcity_game.story.odds import even_weights
from starcity_game.story.page import Page

if TYPE_CHECKING:
    from starcity_game.story.declare import Declarations  # it reads this section

CODES: Final = {
    "E620": "roles that cannot be dealt: no cast is legal, or far too many are",
    "E621": "a name of the casting that is not declared: a role, conclusion, channel, volume or clue",
    "E622": "a clue whose fact is neither declared nor planned",
    "E623": "a condition, conclusion or clue that does not fit the casting",
}
_MOST_NAMED: Final = 200_000
"""Forms and attributes of candidates, over all roles, at most: half a second."""


def read_casting(pages: Iterable[Page], story: Declarations) -> Casting | None:
    """The casting of a story, with `cast.role` and `cast.role.form` among its names; None when it has none."""
    found = [(page, page.root.values["casting"]) for page in pages if "casting" in page.root.values]
    for page, node in found[1:]:
        page.fault(node, "E509", "`casting` is declared twice", "put all roles into one file")
    return _Reader(*found[0], story).read() if found else None


def of_cast(story: Declarations, page: Page, node: Node, what: str) -> int:
    """Number of a condition that asks for nothing but the cast; -1 after a finding."""
    scalar = page.scalar(node, what)
    number = story.code.condition(page, scalar) if scalar else -1
    if number < 0:
        return -1
    tree = story.code.trees[number]
    slots = {name.slot for key, name in story.names.table.items() if key.startswith("cast.")}
    if counters(tree) or not reads(tree) <= slots:
        page.fault(node, "E623", f"{what} can ask for roles and for people’s constant attributes only",
                   "the cast is settled before anything else")  # fmt: skip
        return -1
    return number


class _Reader:
    """Reads the one section `casting`."""

    def __init__(self, page: Page, node: Node, story: Declarations) -> None:
        self.page, self.node, self.story = page, node, story
        self.fields = page.keyed(node, keys.CASTING, "`casting`")
        self.roles: dict[str, CastRole] = {}

    def read(self) -> Casting | None:
        """See `read_casting`."""
        page = self.page
        if "cast" in self.story.variables or "cast" in self.story.people:
            page.fault(self.node, "E512", "`cast` is the name of a variable or person already, and here the cast",
                       "give that another name")  # fmt: skip
        for id, key, node in page.entries(self.fields["roles"], "`roles`") if "roles" in self.fields else ():
            self._role(id, key, node)
        fits = self._names()
        channels = [scalar.value for scalar in self._words("channels")]
        conclusions = {id: self._conclusion(id, key, node) for id, key, node in self._entries("conclusions")}
        casts = self._casts() if fits else ()
        if not casts:
            return None
        upto, total = [], 0
        for weight in even_weights(casts):
            total += weight
            upto.append(total)
        for role, cast in zip(self.roles.values(), casts[0], strict=True):
            self.story.names.start[role.slot] = role.candidates[cast]
        return Casting(tuple(self.roles.values()), casts, tuple(upto), tuple(channels), conclusions)

    def _entries(self, key: str) -> list[tuple[str, Scalar, Node]]:
        return [*self.page.entries(self.fields[key], f"`{key}`")] if key in self.fields else []

    def _words(self, key: str) -> list[Scalar]:
        return self.page.words(self.fields[key], f"`{key}`") if key in self.fields else []

    # ------------------------------------------------------------------------- roles

    def _role(self, id: str, key: Scalar, node: Node) -> None:
        """One role, with a slot for the word that `cast.id` is."""
        page = self.page
        fields = page.keyed(node, keys.CAST_ROLE, "a role of the casting")
        if page.id(key, "a role", dotted=False) != id:
            return
        candidates = self._people(fields.get("candidates"), "`candidates`")
        dealt = frozenset(candidates)
        suspects = tuple(p for p in self._people(fields.get("suspects"), "`suspects`") if p not in dealt)
        if not candidates:
            page.fault(fields.get("candidates", node), "E620", f"nobody may be dealt the role `{id}`")
            return
        slot = self.story.names.slot_of(f"cast.{id}", Type(Kind.WORD, candidates), candidates[0])
        label = page.line(fields["label"], "`label`") if "label" in fields else id
        self.roles[id] = CastRole(id, slot, label, candidates, suspects)

    def _people(self, node: Node | None, what: str) -> tuple[str, ...]:
        """Declared people, each once."""
        scalars = self.page.words(node, what) if node else []
        named = [self.story.person(self.page, scalar) for scalar in scalars]
        return tuple(dict.fromkeys(person for person in named if person in self.story.people))

    def _names(self) -> bool:
        """Let `cast.role.x` be the form or attribute x of whoever holds the role; whether these are few enough."""
        table = self.story.names.table
        named: dict[str, dict[str, Name]] = {}
        for key, meaning in table.items():
            person, dot, rest = key.partition(".")
            if dot:
                named.setdefault(person, {})[rest] = meaning
        looked = 0
        for role in self.roles.values():
            for name in dict.fromkeys(name for person in role.candidates for name in named.get(person, ())):
                looked += len(role.candidates)
                if looked > _MOST_NAMED:
                    self.page.fault(self.fields["roles"], "E620", "the candidates have too many forms and attributes",
                                    "declare fewer roles or candidates")  # fmt: skip
                    return False
                of = {person: named.get(person, {}).get(name) for person in role.candidates}
                table[f"cast.{role.id}.{name}"] = _of_whoever(role, name, of)
        return True

    # ------------------------------------------------------------------------- casts

    def _casts(self) -> tuple[tuple[int, ...], ...]:
        """Every legal cast; none after a finding."""
        page, roles = self.page, [*self.roles.values()]
        faults = len(page.findings.items)
        different = page.flag(self.fields["different"], "`different`") if "different" in self.fields else True
        never = [self._never(item) for item in page.items(self.fields["never"])] if "never" in self.fields else []
        where = page.items(self.fields["where"]) if "where" in self.fields else []
        trees = [self.story.code.trees[n] for n in (of_cast(self.story, page, w, "`where`") for w in where) if n >= 0]
        if len(page.findings.items) > faults or not roles:
            return ()
        rules = [*(self._combined(one) for one in never if one), *(self._fulfilled(tree) for tree in trees)]
        try:
            casts = legal_casts(roles, different, rules)
        except TooMany as fault:
            page.fault(self.fields["roles"], "E620", str(fault), "declare fewer roles or candidates")
            return ()
        if not casts:
            page.fault(self.fields["roles"], "E620", "no cast fulfils all that is asked of it",
                       "loosen `never`, `where` or `different`, or add candidates")  # fmt: skip
        return casts

    def _combined(self, never: dict[str, str]) -> Rule:
        """That nobody is dealt a combination that is never dealt."""
        number = {id: number for number, id in enumerate(self.roles)}
        held = sorted((number[id], person) for id, person in never.items())

        def holds(people: Sequence[str]) -> bool:
            return any(people[role] != person for role, person in held)

        return Rule(held[-1][0], len(held), holds)

    def _fulfilled(self, tree: Tree) -> Rule:
        """That a condition of `where` holds."""
        asked, test = reads(tree), compile_expression(tree)
        slots = [(number, role.slot) for number, role in enumerate(self.roles.values()) if role.slot in asked]
        start: list[Value] = list(self.story.names.start)

        def holds(people: Sequence[str]) -> bool:
            for number, slot in slots:
                start[slot] = people[number]
            return bool(test(start, _Unvisited()))

        return Rule(max((number for number, _ in slots), default=0), depth_and_size(tree)[1], holds)

    def _never(self, node: Node) -> dict[str, str]:
        """A combination that is never dealt: role to person."""
        found: dict[str, str] = {}
        for id, key, value in self.page.entries(node, "a combination under `never`"):
            person = self.page.line(value, "a person")
            role = self.roles.get(id)
            if role is None:
                self.page.fault(key, "E621", f"there is no role `{id[:60]}`", nearest(id, self.roles))
            elif person not in role.candidates:
                self.page.fault(value, "E621", f"`{person[:60]}` is no candidate for `{id}`",
                                nearest(person, role.candidates))  # fmt: skip
            else:
                found[id] = person
        return found

    def _conclusion(self, id: str, key: Scalar, node: Node) -> Conclusion:
        """What a reader can come to know."""
        page = self.page
        page.id(key, "a conclusion", dotted=False)
        fields = page.keyed(node, keys.CONCLUSION, "a conclusion")
        role = page.line(fields["role"], "`role`") if "role" in fields else ""
        if role not in self.roles:
            page.fault(fields.get("role", node), "E621", f"there is no role `{role[:60]}`", nearest(role, self.roles))
        answers = self._answers(fields["answers"], self.roles.get(role)) if "answers" in fields else {}
        volumes = page.words(fields["volumes"], "`volumes`") if "volumes" in fields else []
        label = page.line(fields["label"], "`label`") if "label" in fields else id
        return Conclusion(id, role, tuple(v.value for v in volumes), label, answers)

    def _answers(self, node: Node, role: CastRole | None) -> dict[str, str]:
        """What the answer is by candidate; every candidate needs one."""
        found = {
            person: self.page.line(value, "an answer") for person, _, value in self.page.entries(node, "`answers`")
        }
        if role and isinstance(node, Mapping):
            dealt = frozenset(role.candidates)
            for key, (key_node, _) in node.entries.items():
                if key not in dealt:
                    self.page.fault(key_node, "E621", f"`{key[:60]}` is no candidate for `{role.id}`",
                                    nearest(key, role.candidates))  # fmt: skip
            if missing := [person for person in role.candidates if person not in found]:
                self.page.fault(node, "E623", f"`answers` lacks {', '.join(missing)}", "every candidate needs one")
        return found


class _Unvisited:
    """Counters before anything was visited."""

    def get(self, counter: int, /) -> int:
        """Always 0."""
        return 0


def _of_whoever(role: CastRole, name: str, of: dict[str, Name | None]) -> Name:
    """What `cast.role.name` stands for: by the role's slot, the name of one of the candidates."""
    known = {person: found for person, found in of.items() if found is not None}
    types = {found.type.kind for found in known.values()}
    first = next(iter(known.values()))
    if missing := [person for person in of if person not in known]:
        return Name(first.type, writable=False, refusal=f"{missing[0]}, who may be `{role.id}`, has no `{name}`")
    if len(types) > 1:
        kinds = " and ".join(sorted(kind.spoken() for kind in types))
        return Name(first.type, writable=False, refusal=f"it is {kinds}, by who is `{role.id}`")
    trees: dict[Tree, list[str]] = {}
    for person, found in known.items():
        trees.setdefault(standing_for(found, 0), []).append(person)
    slot: Tree = ("slot", role.slot, "s")
    *others, (tree, _) = trees.items()
    for other, people in reversed(others):
        tree = ("if", ("in", slot, *(("text", person) for person in people)), other, tree)
    return Name(first.type, tree=tree, writable=False)
