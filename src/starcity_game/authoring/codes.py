"""Every code that a finding may have, with its meaning; gathered from the stages that give them."""

from __future__ import annotations

from typing import Final

from starcity_game.story import compiler, declare, folder, form, page, prose, read_yaml, scenes, texts
from starcity_game.story.expressions import faults

_STAGES = (folder.CODES, read_yaml.CODES, faults.CODES, prose.CODES, texts.CODES, page.CODES, declare.CODES,
           scenes.CODES, compiler.CODES, form.CODES)  # fmt: skip

CODES: Final = {code: meaning for stage in _STAGES for code, meaning in stage.items()}
"""Code to meaning, in a sentence without a full stop."""
