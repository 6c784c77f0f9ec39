"""What is let through unbuilt is what can be built, of any tree whatever."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from starcity_game.story.expressions import Sound, compile_effects, compile_expression
from starcity_game.story.expressions.nodes import MOST_SLOTS

TAGS = ["int", "flag", "text", "slot", "mirror", "visits", "seen", "neg", "abs", "add", "div", "mod", "min", "not",
        "and", "if", "compare", "in", "not in", "set", "put", "call"]  # fmt: skip
LEAVES: st.SearchStrategy[Any] = (
    st.sampled_from(TAGS) | st.integers(-2, 120) | st.booleans() | st.sampled_from(["n", "b", "s", "==", "<", "a word"])
    | st.just(["int", 1]) | st.just(["flag", True]) | st.just(["text", "a"]) | st.just(["slot", 0, "n"]) | st.none()
)  # fmt: skip
TREES = st.recursive(
    LEAVES, lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(lambda t: [t[0], *t[1]])
)


def builds(tree: Any) -> bool:
    """Whether a tree can be compiled, as what it says it is."""
    try:
        if isinstance(tree, list) and tree and tree[0] in ("set", "put"):
            compile_effects([tree])
        else:
            compile_expression(tree)
    except (ValueError, TypeError, IndexError):
        return False
    return True


def sound(tree: Any) -> bool:
    try:
        Sound(MOST_SLOTS, MOST_SLOTS).check(tree)
    except (ValueError, TypeError, IndexError, KeyError):
        return False
    return True


@given(TREES)
@settings(max_examples=600)
def test_sound_is_what_can_be_built(tree: Any) -> None:
    assert sound(tree) is builds(tree)
