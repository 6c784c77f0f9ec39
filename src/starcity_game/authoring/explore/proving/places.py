"""Where in the files a condition, a body or an ending stands."""

from __future__ import annotations

from starcity_game.authoring.explore.proving.sightings import Key, Stand
from starcity_game.authoring.opened import Opened
from starcity_game.story.model import Gap, Text
from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence
from starcity_game.story.trace import Place

_TEXTS = {"text": "text", "label": "label", "locked": "locked", "storylet": "label"}
"""The key that a wording's text stands under, by what its id says after the colon."""


class Places:
    """The places of one story."""

    def __init__(self, story: Opened) -> None:
        self.story, self.trace = story, story.trace

    def of_scene(self, scene: int) -> Place:
        """Where a scene begins."""
        return self.trace.place(scene)

    def of_condition(self, key: Key, stand: Stand) -> tuple[Place, str]:
        """(place, text as written or nothing) of a condition."""
        kind, id = key
        if kind in ("option", "then", "storylet"):
            node = self.trace.entry(stand.scene, stand.body, "when")
            written = node.value if isinstance(node, Scalar) else ""
            return self.trace.place(stand.scene, stand.body, "when"), written
        holder, _, rest = id.partition(":")
        if kind in ("ending", "part"):
            number = int(rest.removeprefix("part")) if rest else -1
            return self._of_entry("endings", holder, number)
        if stand.scene >= 0 and stand.body >= 0:
            return self._of_wording(rest.partition(".")[0], stand)
        return self._outside(holder, rest)

    def _of_wording(self, text: str, stand: Stand) -> tuple[Place, str]:
        """The place of a varying piece in a scene."""
        key = _TEXTS.get(text)
        if key is None:  # a paper of the scene
            return self.trace.place(stand.scene, stand.body), ""
        body = self.story.scenes[stand.scene].bodies[stand.body]
        place = self.trace.place(stand.scene, stand.body, key)
        node = self.trace.entry(stand.scene, stand.body, key)
        return self._in_list(node, body.text, stand.steps, place) if key == "text" else (place, "")

    def _in_list(self, node: Node | None, text: Text, steps: tuple[int, ...], place: Place) -> tuple[Place, str]:
        """The place of an entry of a text list, and its condition if the whole entry has one."""
        if not isinstance(node, Sequence):
            return place, ""
        entry = sum(isinstance(piece, Gap) for piece in text[: steps[0]])
        if entry >= len(node.items):
            return place, ""
        item = node.items[entry]
        when = item.values.get("when") if isinstance(item, Mapping) and len(steps) == 1 else None
        if isinstance(when, Scalar):
            return (place[0], when.line, when.column), when.value
        return (place[0], item.line, item.column), ""

    def _outside(self, holder: str, rest: str) -> tuple[Place, str]:
        """The place of something that stands in no scene."""
        sections = {"document": "documents", "piece": "pieces"}
        section = sections.get(rest.partition(".")[0], "endings")
        number = int(rest.partition(".")[0].removeprefix("part")) if section == "endings" else -1
        return self._of_entry(section, holder, number)[0], ""

    def _of_entry(self, section: str, id: str, part: int) -> tuple[Place, str]:
        """The place and condition of an entry of a section, or of one of its `parts`."""
        for page in self.trace.pages:
            found = page.root.values.get(section)
            for name in (id, id.removeprefix(f"{page.prefix}.")):
                node = found.values.get(name) if isinstance(found, Mapping) else None
                if isinstance(node, Mapping) and part >= 0:
                    parts = node.values.get("parts")
                    items = parts.items if isinstance(parts, Sequence) else [parts] if parts else []
                    node = items[part] if part < len(items) else node
                when = node.values.get("when") if isinstance(node, Mapping) else None
                if isinstance(when, Scalar):
                    return (page.file, when.line, when.column), when.value
                if node is not None:
                    return (page.file, node.line, node.column), ""
        return ("story.yaml", 0, 0), ""
