"""Codes of playthroughs."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "E821": "a playthrough that cannot begin: a volume, a question, an answer or a content note that there is not",
    "E822": "something expected in a playthrough was not read",
    "E823": "something was read that a playthrough rules out",
    "E824": "an option that a playthrough needs is not open",
    "E825": "a condition of a playthrough does not hold",
    "E826": "a playthrough is in another scene, or at another ending, than it expects",
}
"""Codes of what may be wrong with a playthrough or differ from it; its expressions have those of expressions."""
