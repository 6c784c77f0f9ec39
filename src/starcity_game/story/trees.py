"""Small trees of expressions and assignments, put together without being written out and parsed. See
`expressions.tree` for what they mean."""

from __future__ import annotations

from typing import Final

from starcity_game.story.expressions import Tree

TRUE: Final[Tree] = ("flag", True)
_LARGEST: Final = 1_000_000_000
_NOW: Final[Tree] = ("slot", 0, "n")


def flag(slot: int) -> Tree:
    """The flag in a slot."""
    return ("slot", slot, "b")


def word(slot: int) -> Tree:
    """The word in a slot."""
    return ("slot", slot, "s")


def every(*trees: Tree) -> Tree:
    """Whether all of some conditions hold; of none, that is true."""
    kept = [tree for tree in trees if tree != TRUE]
    return TRUE if not kept else kept[0] if len(kept) == 1 else ("and", *kept)


def some(*trees: Tree) -> Tree:
    """Whether one of some conditions holds; of none, that is false."""
    return ("flag", False) if not trees else trees[0] if len(trees) == 1 else ("or", *trees)


def no(tree: Tree) -> Tree:
    """Whether a condition does not hold."""
    return ("not", tree)


def among(slot: int, words: tuple[str, ...]) -> Tree:
    """Whether the word in a slot is one of these, of which there is at least one."""
    return ("in", word(slot), *(("text", one) for one in words))


def first_word(ways: list[tuple[Tree, Tree]], otherwise: Tree) -> Tree:
    """The word of the first condition that holds."""
    tree = otherwise
    for condition, found in reversed(ways):
        tree = ("if", condition, found, tree)
    return tree


def put(slot: int, tree: Tree) -> Tree:
    """A flag or word assigned."""
    return ("put", slot, tree)


def dated(slot: int) -> Tree:
    """The moment of the story assigned to a slot."""
    return ("set", slot, -_LARGEST, _LARGEST, _NOW)


def spend(slot: int, bounds: tuple[int, int], amount: int) -> Tree:
    """So much less of a number, within its bounds."""
    return ("set", slot, *bounds, ("sub", ("slot", slot, "n"), ("int", amount)))


def at_least(slot: int, amount: int) -> Tree:
    """Whether a number is so much or more."""
    return ("compare", ("slot", slot, "n"), ">=", ("int", amount))
