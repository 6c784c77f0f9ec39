"""Proof about a story by abstract interpretation: at every point of every scene, all that each value could be.

The analysis over-approximates the engine: whatever can happen in a life is covered, so that what it says cannot
happen, cannot; what it does not exclude may still never happen. A state is one integer of bits, one for each thing
that each value could be; states are joined with `|`.
"""
