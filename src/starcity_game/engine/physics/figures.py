"""The figures that the models run on, and where each is from.

Thrusts, burning times and masses are those of the game's sheet of facts (N1-L3, section 2.1; LK, 2.5). Specific
impulses are the published ones (encyclopedic sources agree on 297 s at sea level and 318 s in vacuum for Block A, 325,
346, 346 and 349 s for Blocks B to D); that of the lander's main chamber, 315 s, and the two orbits around the Moon are
from memory of the literature and are only checked by what follows from them. Masses of single blocks are not
published alike; here propellant is flow times burning time, and what is left of the lift-off mass is structure.
"""

from __future__ import annotations

from typing import Final

import msgspec

G0: Final = 9.80665
"""Standard gravity, m/s², which makes specific impulse a velocity."""
TONNE_FORCE: Final = 1_000 * G0
"""A tonne-force in newtons."""

EARTH_RADIUS: Final = 6_371_000.0
EARTH_MU: Final = 3.986004e14
"""Gravitational parameter of the Earth, m³/s²."""
EARTH_TURN: Final = 7.292e-5
"""Angular speed of the Earth, radians a second."""
MOON_RADIUS: Final = 1_737_400.0
MOON_MU: Final = 4.9028e12
MOON_GRAVITY: Final = MOON_MU / MOON_RADIUS**2

TYURATAM_LATITUDE: Final = 45.96
LIFT_OFF_MASS: Final = 2_756_000.0
"""3L at lift-off, kg."""
COMPLEX_MASS: Final = 93_000.0
"""The lunar complex in Earth orbit: 91 to 95 t."""


class Block(msgspec.Struct, frozen=True):
    """One stage."""

    name: str
    engines: int
    thrust: float
    """Of all engines, in vacuum, newtons."""
    impulse: float
    """Specific impulse in vacuum, seconds."""
    burn: float
    """How long it burns with all engines, seconds."""
    structure: float
    """What is dropped, kg."""

    @property
    def flow(self) -> float:
        """Propellant a second with all engines, kg/s."""
        return self.thrust / (self.impulse * G0)

    @property
    def propellant(self) -> float:
        """All of it, kg."""
        return self.flow * self.burn


BLOCK_A: Final = Block("A", 30, 4_590 * TONNE_FORCE * 318 / 297, 318.0, 115.0, 130_000.0)
"""Thirty NK-15. The sheet's 4,590 tf are at lift-off; in vacuum there is more by the ratio of the impulses."""
BLOCK_B: Final = Block("B", 8, 1_432 * TONNE_FORCE, 325.0, 115.0, 55_000.0)
BLOCK_V: Final = Block("V", 4, 164 * TONNE_FORCE, 346.0, 367.0, 20_000.0)
SEA_LEVEL_LOSS: Final = 1 - 297 / 318
"""Share of Block A's vacuum thrust that the air at the ground takes."""
BLOCK_D_THRUST: Final = 8.5 * TONNE_FORCE
BLOCK_D_IMPULSE: Final = 349.0
LANDER_MASS: Final = 5_560.0
"""The LK, kg."""
LANDER_THRUST: Final = 2.05 * TONNE_FORCE
LANDER_IMPULSE: Final = 315.0
LANDER_THROTTLE: Final = 4.0
"""How far the main chamber can be throttled: about four to one."""
BLOCK_D_STRUCTURE: Final = 3_500.0
"""Block D when it is dropped, with what it has not burned, kg."""
