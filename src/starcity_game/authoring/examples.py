"""The small story in which the examples of the codes stand, so that every one of them can be loaded."""

from __future__ import annotations

from typing import Final

MAIN: Final = """\
story: lamp
title: The Lamp
volumes:
  first: {title: The Keeper, start: stair}
  second: {title: The Guest, start: landing}
notes: {illness: An illness.}
"""
"""story.yaml, where an example gives none."""
SCENE: Final = "text: The stair.\ngoto: landing\n"
"""The scene in which an example stands that is a scene."""
_NAMES: Final = """\
variables:
  nerve: {number: 5, min: 0, max: 10}
  lamp_lit: {flag: false}
  school: {one_of: [engines, gyroscopes]}
people:
  nurse: {forms: {surname: Belova, first: Olga, patronymic: Petrovna}}
places: {ward: The ward}
facts: {glushko_came: Glushko came to the hospital.}
acts: {stood: Stood in the corridor.}
decks: {evenings: {about: What an evening may bring.}}
documents:
  order_117: {kind: order, text: The lamp is to be lit.}
pieces: {snow: It snows.}
endings:
  over: {title: Over, parts: [The lamp goes out.]}
"""
_LANDING: Final = """\
scenes:
  landing:
    text: The landing.
    end: over
"""


def story_with(where: str, example: str) -> dict[str, str]:
    """The files of a story with `example` as the body of a scene (`scene`), as a file beside the others (`file`) or
    as its story.yaml (`story`)."""
    body = example if where == "scene" else SCENE
    scene = "".join(f"    {line}" if line.strip() else line for line in body.splitlines(keepends=True))
    return {
        "story.yaml": example if where == "story" else MAIN,
        "names.yaml": _NAMES,
        "landing.yaml": _LANDING,
        "scenes.yaml": f"scenes:\n  stair:\n{scene}",
        **({"example.yaml": example} if where == "file" else {}),
    }
