"""Texts of another language in the nodes of a story file, and the page that keeps their faults apart."""

from __future__ import annotations

from typing import Protocol

from starcity_game.story.diagnostics import Findings
from starcity_game.story.nodes import Mapping, Node, Scalar
from starcity_game.story.page import Page


class Translated(Scalar, frozen=True, gc=False):
    """A text of another language, which stands where the story's own stood."""

    own: str = ""
    """What the story itself says there; empty for a form that only this language has."""
    key: tuple[str, str] = ("", "")
    """(context, message) of a text; ("", "") for a form that only this language has."""


class Refused(Protocol):
    """Is told that a translated text cannot be used: the node, how far into it, and the finding."""

    def __call__(self, node: Translated, offset: int, code: str, message: str, hint: str) -> None:
        """Take note of it."""


class TranslatedPage(Page):
    """A story file in another language. What is wrong with a translation is no fault of the story."""

    def __init__(self, file: str, text: str, root: Mapping, findings: Findings, refused: Refused) -> None:
        super().__init__(file, text, root, findings)
        self._refused = refused

    def fault(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Add an error at `node`, or refuse the translation."""
        if isinstance(node, Translated):
            self._refused(node, 0, code, message, hint)
        else:
            super().fault(node, code, message, hint)

    def fault_inside(self, node: Scalar, offset: int, code: str, message: str, hint: str = "") -> None:
        """Add an error `offset` characters into the text of `node`, or refuse the translation."""
        if isinstance(node, Translated):
            self._refused(node, offset, code, message, hint)
        else:
            super().fault_inside(node, offset, code, message, hint)


def own_forms(node: Node | None) -> dict[str, str]:
    """The forms of a name as the story itself has them, by form; those that only a translation has are left out."""
    found = {}
    for form, value in node.values.items() if isinstance(node, Mapping) else ():
        own = value.own if isinstance(value, Translated) else value.value if isinstance(value, Scalar) else ""
        if own:
            found[form] = " ".join(own.split())
    return found
