"""Whether two readings of a story say the same, but for the signs that a printer sets."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from starcity_game.authoring.opened import Opened

_TYPED: Final = {"“": '\\"', "”": '\\"', "‘": "'", "’": "'", "—": "--", "…": "..."}
_PRINTED: Final = re.compile("[“”‘’—…]")
_BLANKS: Final = re.compile("  +")


def likeness(story: Opened) -> tuple[bytes, str]:
    """What stays the same when typography is mended or an id written down: expressions as they are, and all the rest
    as a typewriter would have it, without the lines on which scenes stand."""
    head = msgspec.structs.replace(story.head, hash="", code=(), dossier=b"")
    scenes = [msgspec.structs.replace(scene, line=0) for scene in story.scenes]
    written = msgspec.json.encode([head, scenes, story.story.dossier]).decode()
    typed = _PRINTED.sub(lambda sign: _TYPED[sign[0]], written)
    return msgspec.json.encode(story.head.code), _BLANKS.sub(" ", typed)
