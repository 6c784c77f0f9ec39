"""Every code that a finding may have but for the rules', with its meaning; gathered from the stages that give them."""

from __future__ import annotations

from typing import Final

from starcity_game.authoring import severity, waivers
from starcity_game.authoring.explore.codes import CODES as EXPLORING
from starcity_game.authoring.replay.codes import CODES as REPLAYING
from starcity_game.story import (
    casting,
    compiler,
    declare,
    dossier,
    folder,
    form,
    machinery,
    page,
    programme,
    prose,
    read_yaml,
    scenes,
    texts,
    translation,
)  # fmt: skip
from starcity_game.story.expressions import faults

_STAGES = (folder.CODES, read_yaml.CODES, faults.CODES, prose.CODES, texts.CODES, page.CODES, declare.CODES,
           casting.CODES, machinery.CODES, programme.CODES, dossier.CODES,
           scenes.CODES, compiler.CODES, form.CODES, translation.CODES,
           waivers.CODES, severity.CODES, EXPLORING, REPLAYING)  # fmt: skip

CODES: Final = {code: meaning for stage in _STAGES for code, meaning in stage.items()}
"""Code to meaning, in a sentence without a full stop."""

SOFT: Final = frozenset({code for code in CODES if code.startswith("W")} | {"E122", "E201"} | EXPLORING.keys())
"""Codes that a warning may have, and those of what exploring finds.
E122 and E201 are errors as well, and those stay errors whatever a story says."""
