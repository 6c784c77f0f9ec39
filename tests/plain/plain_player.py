"""What the tests of the plain mode share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

SMALL = Path(__file__).parents[1] / "data" / "small"
"""A story of a few scenes that has one of everything."""

Playing = Callable[..., str]
"""Plays a script, given as lines, and gives the transcript."""

TO_THE_GATE = ("1", "1", "1")
"""Answers to everything that is asked before the first page of volume `clerk`."""
