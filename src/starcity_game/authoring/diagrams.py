"""A map as text for programs that draw: DOT for Graphviz, and Mermaid."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from starcity_game.authoring.story_map import Place, Road, Sort, StoryMap, Way
from starcity_game.story.strict_text import clean

_LABEL: Final = 32
"""Characters of a way's label at most, and about the width of a node's lines."""
_LABELS: Final = 3
"""Labels on one way at most."""
_DOT_SHAPES: Final = {
    Sort.SCENE: "box", Sort.HUB: "box, peripheries=2", Sort.STORYLET: 'box, style="rounded"', Sort.DECK: "folder",
    Sort.ENDING: "doubleoctagon",
}  # fmt: skip
_MERMAID_SHAPES: Final = {
    Sort.SCENE: ("[", "]"), Sort.HUB: ("[[", "]]"), Sort.STORYLET: ("(", ")"), Sort.DECK: ("[(", ")]"),
    Sort.ENDING: ("([", "])"),
}  # fmt: skip
_DOT_WAYS: Final = {Way.GOTO: "", Way.CALL: "style=dashed", Way.DRAW: "style=dotted", Way.END: "style=bold"}
_MERMAID_WAYS: Final = {Way.GOTO: "-->", Way.CALL: "-.->", Way.DRAW: "-.-", Way.END: "==>"}


def dot(shown: StoryMap, name: str) -> str:
    """The map in DOT: `dot -Tsvg` draws it. Calls are dashed, decks dotted, ways to endings bold."""
    lines = [f"digraph {_quoted(name)} {{", "  rankdir=TB;", '  node [fontname="sans-serif", fontsize=11];',
             '  edge [fontname="sans-serif", fontsize=9];']  # fmt: skip
    for number, (title, places) in enumerate(_clusters(shown)):
        indent = "    " if title else "  "
        if title:
            lines += [f"  subgraph cluster_{number} {{", f"    label={_quoted(title)};"]
        lines += [f"{indent}{_quoted(place.key)} [{_dot_node(place)}];" for place in places]
        lines += ["  }"] if title else []
    for road in shown.roads:
        label = [f"label={_quoted(chr(10).join(_labels(road)))}"] if road.labels else []
        style = ", ".join([*label, *filter(None, [_DOT_WAYS[road.way]])])
        lines.append(f"  {_quoted(road.start)} -> {_quoted(road.end)}{f' [{style}]' if style else ''};")
    return "\n".join([*lines, "}", ""])


def _dot_node(place: Place) -> str:
    """The attributes of a node."""
    label = f"label={_quoted(chr(10).join(_node_lines(place)))}, shape={_DOT_SHAPES[place.sort]}"
    return label + (", color=gray, fontcolor=gray" if place.outside else "")


def mermaid(shown: StoryMap) -> str:
    """The map in Mermaid, as in a Markdown file. Calls are dashed, decks without an arrow, ways to endings thick."""
    numbers = {place.key: f"n{number}" for number, place in enumerate(shown.places)}
    lines = ["flowchart TD"]
    for number, (title, places) in enumerate(_clusters(shown)):
        indent = "    " if title else "  "
        lines += [f"  subgraph e{number}[{_entities(title)}]"] if title else []
        for place in places:
            opening, closing = _MERMAID_SHAPES[place.sort]
            text = _entities("\n".join(_node_lines(place)))
            lines.append(f"{indent}{numbers[place.key]}{opening}{text}{closing}{':::outside' if place.outside else ''}")
        lines += ["  end"] if title else []
    for road in shown.roads:
        label = f"|{_entities(chr(10).join(_labels(road)))}|" if road.labels else ""
        lines.append(f"  {numbers[road.start]} {_MERMAID_WAYS[road.way]}{label} {numbers[road.end]}")
    if any(place.outside for place in shown.places):
        lines.append("  classDef outside stroke-dasharray:3,color:#888")
    return "\n".join([*lines, ""])


def _clusters(shown: StoryMap) -> Iterator[tuple[str, list[Place]]]:
    """(title of the episode, its nodes) by number, first without a title what belongs to none."""
    episodes = sorted({place.episode for place in shown.places})
    for episode in episodes:
        number, title = episode
        yield f"{number}. {title}" if number else "", [p for p in shown.places if p.episode == episode]


def _node_lines(place: Place) -> list[str]:
    """What a node says: its title, and its id."""
    title = textwrap.wrap(clean(place.title), _LABEL) if place.title else []
    return [*title, place.id]


def _labels(road: Road) -> list[str]:
    """What a way says: the first labels, each cut."""
    more = ["…"] if len(road.labels) > _LABELS else []
    return [textwrap.shorten(clean(label), _LABEL, placeholder=" …") for label in road.labels[:_LABELS]] + more


def _quoted(text: str) -> str:
    """A string of DOT."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _entities(text: str) -> str:
    """A string of Mermaid, which knows no escapes: what could mean something is written as its number."""
    safe = (c if c.isalnum() or c in " .,…’“”‘—–_-?!:'" else f"#{ord(c)};" if c != "\n" else "<br>" for c in text)
    return f'"{"".join(safe)}"'
