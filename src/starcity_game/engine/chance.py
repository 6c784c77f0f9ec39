"""Randomness without state: a pure function of the seed, the place and the visit.

Undo and reload cannot fish for luck, because the same place at the same visit always answers the same.
"""

from __future__ import annotations

import hashlib


def chance(seed: int, place: str, visit: int = 0) -> float:
    """A number from 0 up to but not 1, the same on every machine (BLAKE2b of the three, 53 bits of it)."""
    digest = hashlib.blake2b(f"{seed}|{place}|{visit}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / (1 << 53)


def dealt(seed: int, place: str, visit: int, count: int) -> int:
    """A number from 0 to count - 1."""
    return int(chance(seed, place, visit) * count)


_ODDS = ((0.15, "a long shot"), (0.40, "against you"), (0.60, "even odds"), (0.85, "with you"))


def likelihood(value: int, difficulty: int) -> float:
    """How likely a check comes out well: even when the stat equals the difficulty (both 0 to 10), a
    tenth more or less for each point between them, and never below 0.05 or above 0.95."""
    return min(0.95, max(0.05, 0.5 + (value - difficulty) / 10))


def in_words(likely: float) -> str:
    """The odds as a player reads them."""
    return next((words for limit, words in _ODDS if likely <= limit), "nearly sure")
