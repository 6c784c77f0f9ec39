"""Every number that a plan of clues is held to, each with its reason.

They stand here and not with those of the other rules, because the package of the rules imports what uses them.
"""

from __future__ import annotations

from typing import Final

CLUES_TO_CONCLUSION: Final = 3
"""Independent clues to each conclusion: a reader misses one, mistakes another, and still has one to stand on."""
CLUE_CHANNELS: Final = 2
"""Ways by which those clues come at least, so that who distrusts papers has a person to ask."""
CLUE_EPISODES: Final = 2
"""Episodes in which they come at least: what is found in one sitting is a trick, not a case."""
CLUES_ON_SPINE: Final = 2
"""Of those clues, how many every reader meets, behind no check."""
PINNED_BY: Final = 7
"""Episode by which the hub must have kept the others on offer: in the eighth and last it is too late to act."""
CARELESS_LEFT: Final = 2
"""Names that are left to who has met the spine alone: enough to be wrong, few enough to be to blame for it."""
STAY_OPEN: Final = 2
"""Names that one volume must leave of what another settles, so that a second life with the seed has its question."""
LOOK_GUILTY: Final = 2
"""People who look guilty and are not, wherever clues point at people: one would be the answer by elimination."""
