"""Every number that the rules measure by, each with its reason.

Where a number was looked at on the first finished episode (49 scenes, 140 options, 11,700 words), what was
measured there is said.
"""

from __future__ import annotations

from typing import Final

# ------------------------------------------------------------------------------ passages

PASSAGE_WARNING: Final = 150
"""Words in a passage. What a terminal of 80 by 24 shows with three options and a measure of 66 columns. In episode 1
the middle passage has 37, nine of ten have at most 100, and the longest but one has 146."""
PASSAGE_ERROR: Final = 220
"""Words in a passage: half as much again, at which the options are off the screen before they are read."""
STRETCH_WARNING: Final = 300
"""Words between two choices. Choice of Games asks for a choice about every 200 words. In episode 1 the middle of the
longest ways has 130, the longest but one 279."""
STRETCH_ERROR: Final = 450
"""Words between two choices: more than the 400 that Choice of Games never goes over, by one short paragraph."""

# ------------------------------------------------------------------------------- options

FEWEST_OPTIONS: Final = 2
"""Options in a choice: one alone is a turn of the page."""
MOST_OPTIONS: Final = 5
"""Options in a choice: as many as are read before the first is forgotten, and as fit under a passage."""
MEDIAN_OPTIONS: Final = 3
"""Options in the middle one of all choices: two are a fork, three a situation."""
LABEL_WORDS: Final = 16
"""Words in a label: one line and a half of the measure. Failbetter asks for 20 at most."""
LABEL_SHARE: Final = 60
"""Per cent of the words of two siblings that they have in common before they read as one option (twice the common
words to the sum of both). In episode 1 the most alike have 49 at most."""
LABEL_COMMON: Final = 2
"""Words, beside the common ones, that two labels must share before their share is asked for: one is their subject."""

# ------------------------------------------------------------------------------- choices

REFLECTIVE_SHARE: Final = 20
"""Per cent of all choices that may only express something."""
FEW_CHOICES: Final = 20
"""Choices below which a story is too small for a share of its choices to mean anything: each would be five per cent."""
LATER_SHARE: Final = 60
"""Per cent of all choices whose effect is read in a later scene."""
FAR_SHARE: Final = 25
"""Per cent of all choices whose effect is read two or more episodes later."""
FAR: Final = 2
"""Episodes between a choice and what reads it for it to be read far later."""
WHOLE: Final = 3
"""Episodes from which on a story is taken as finished enough to ask what only a whole one can show. Below, such
findings are measures. (Of episode 1 alone nothing can be read two episodes later.)"""
MAJOR_READS: Final = 3
"""Places that read a fact which much hangs on: the echo, the payment and the settlement of a major choice."""

# ---------------------------------------------------------------------------- variables

POLE_RATIO: Final = 1.5
"""How many times as many pushes, or tests, one pole of an opposed pair may have as the other."""
FEW_PUSHES: Final = 6
"""Pushes or tests of a pair below which a ratio says nothing."""

# -------------------------------------------------------------------- endings and failure

LAST_PART: Final = 3
"""A life may end early in the last of this many equal parts of a volume, not before."""
FAILURE_WORDS: Final = 60
"""Words of a failed branch up to the next choice. In episode 1 the three failures have 84 and more."""

# ------------------------------------------------------------------------------- wording

NEAR_NAME: Final = 5
"""Letters from which on a name is compared with what looks like it: shorter ones are near ordinary words."""
SPARING: Final = 1_500
"""Words to one use of a word that is to be used sparingly, where the style sheet names no number."""
PHRASE_WORDS: Final = 4
"""Words of a phrase that may stand once in an episode."""
PHRASE_CONTENT: Final = 3
"""Words in such a phrase that are neither common nor names. In episode 1 that finds ten, every one a refrain; with
two it would find nine more, such as “says the small doctor”, and miss nothing less."""
LONGEST_EPISODE: Final = 100_000
"""Words of an episode in which repeated phrases are looked for; a volume is planned at 40,000 for one reading."""

FILTERS: Final = (
    "you feel", "you realise", "you realize", "you notice that you", "you can feel", "you begin to feel", "suddenly",
)  # fmt: skip
"""Words that put a pane of glass between the reader and what happens (in English)."""

FEWEST_MANNERS: Final = 2
"""Kinds of observer that tell of an act at least: with one, every file has it in the same words."""
_COMMON: Final = """
    a about after again all almost also am an and another any are as at away back be because been before being both
    but by can could did do does down each else even ever every for from get go goes going gone got had has have having
    he her here hers him himself his how i if in into is it its itself just know like made make many may me might more
    most much must my myself no nobody none nor not nothing now of off on once one only onto or other our out over own
    put quite said same say says see seen she should so some somebody something still such take than that the their them
    then there these they thing things this those though three through to too two under until up upon us very was way we
    well went were what when where which while who whom whose why will with without would you your yours yourself
    don’t didn’t doesn’t isn’t wasn’t it’s he’s she’s that’s you’re you’ve they’re i’m i’ll i’d you’d couldn’t wouldn’t
    hadn’t haven’t can’t won’t there’s what’s who’s let’s
"""
COMMON: Final = frozenset(_COMMON.split())
"""Words so common that they say nothing of what a text is about (in English)."""
