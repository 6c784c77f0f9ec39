"""The rules of the checker: a module for each subject, each with a constant `RULES`."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from starcity_game.authoring.rules import (
    choices,
    consequences,
    dominance,
    failures,
    fairness,
    measures,
    names,
    options,
    pairs,
    passages,
    renderings,
    typography,
    variables,
    wording,
)
from starcity_game.authoring.rules.rule import Rule

MODULES: Final[tuple[ModuleType, ...]] = (
    passages, options, choices, dominance, consequences, variables, pairs, failures, names, wording, typography,
    renderings, fairness, measures,
)  # fmt: skip
"""Where rules stand. A new module is imported above and named here, in the order in which its rules are listed."""

ALL: Final[dict[str, Rule]] = {rule.code: rule for module in MODULES for rule in module.RULES}
"""Every rule by its code."""
