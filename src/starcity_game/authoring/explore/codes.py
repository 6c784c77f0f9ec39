"""Codes of what exploring finds."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "R1": "something that no life reaches, proved",
    "R2": "a life that breaks off, with the way there",
    "K1": "a fact taken for granted that was not learned, with the way there",
    "S1": "a check that nearly always comes out one way",
    "S2": "an ending that is too rare or too common",
    "S3": "how long an episode is to read",
}
"""Each code with its meaning. A story may give them levels, and waive what they find."""
