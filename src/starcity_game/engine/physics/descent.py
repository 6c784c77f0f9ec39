"""The last two hundred kilometres: Block D brakes out of orbit, the lander comes down on its own engine and hovers."""

from __future__ import annotations

from math import exp, log, sqrt
from typing import Final

import msgspec

from starcity_game.engine.physics.figures import (
    BLOCK_D_IMPULSE,
    BLOCK_D_STRUCTURE,
    BLOCK_D_THRUST,
    G0,
    LANDER_IMPULSE,
    LANDER_MASS,
    LANDER_THROTTLE,
    LANDER_THRUST,
    MOON_GRAVITY,
    MOON_MU,
    MOON_RADIUS,
)
from starcity_game.engine.physics.samples import Motion, Sample, homing

ORBIT: Final = 110_000.0
PERILUNE: Final = 16_000.0
"""The descent orbit, metres: from the circular one down to where Block D lights."""
DROP: Final = 2_100.0
"""Height at which Block D is dropped; published profiles have 1 to 4 km."""
DROP_CLIMB: Final = -90.0
"""Speed downwards then, m/s."""
HOVER: Final = 100.0
"""Height at which the lander hovers, metres."""
STEP: Final = 0.5


class Descent(msgspec.Struct, frozen=True):
    """A descent as it went."""

    samples: tuple[Sample, ...]
    """Every half second, from the lighting of Block D to the contact."""
    dropped: float
    """Second at which Block D is dropped."""
    hovering: float
    """Second at which the lander comes to hover."""
    used: float
    """Propellant that the lander has used until the contact, kg."""


def braking_speed() -> float:
    """The speed at the lowest point of the descent orbit, m/s."""
    low, high = MOON_RADIUS + PERILUNE, MOON_RADIUS + ORBIT
    return sqrt(2 * MOON_MU * (1 / low - 1 / (low + high)))


def hover_flow(mass: float = LANDER_MASS) -> float:
    """Propellant that hovering takes, kg/s: thrust equals weight."""
    return mass * MOON_GRAVITY / (LANDER_IMPULSE * G0)


def hover_seconds(propellant: float, mass: float = LANDER_MASS) -> float:
    """How long so much propellant holds a lander of this mass up, in seconds.

    While it burns the lander grows lighter: m' = -m g / c with the exhaust's speed c, so t = c / g · ln(m / (m - p)).
    """
    exhaust = LANDER_IMPULSE * G0
    return -exhaust / MOON_GRAVITY * log(1 - propellant / mass)


def descent(hover: float = 41.0) -> Descent:
    """The descent with so many seconds of hover."""
    flight = _Flight()
    flight.brake()
    dropped = flight.time
    flight.mass = LANDER_MASS
    before = flight.mass
    flight.land(HOVER, 0.0, 100.0)
    hovering = flight.time
    flight.hold(hover)
    flight.land(0.0, -1.0, 30.0)
    return Descent(tuple(flight.samples), dropped, hovering, before - flight.mass)


class _Flight:
    """One descent while it is computed."""

    def __init__(self) -> None:
        self.motion = Motion(PERILUNE, 0.0, 0.0, braking_speed())
        self.time = 0.0
        self.samples: list[Sample] = []
        spent = 1.06 * self.motion.across / (BLOCK_D_IMPULSE * G0)
        self.mass = (LANDER_MASS + BLOCK_D_STRUCTURE) * exp(spent)
        """Block D begins with what the braking takes, gravity's share included."""

    def brake(self) -> None:
        """Block D, to where it is dropped: all its thrust, as little of it upwards as arrives at the right height."""
        while self.motion.across > 2.0:
            force = BLOCK_D_THRUST / self.mass
            seconds = max(self.motion.across / (force * 1.02), 4.0)
            lift = homing(DROP - self.motion.altitude, self.motion.climb, seconds, DROP_CLIMB) + self.weight()
            lift = max(-0.5 * force, min(0.9 * force, lift))
            self.move(lift, -sqrt(force * force - lift * lift), BLOCK_D_THRUST / (BLOCK_D_IMPULSE * G0), "D")

    def land(self, height: float, climb: float, seconds: float) -> None:
        """The lander's own engine, to a height and a speed in so many seconds, within its throttle."""
        end = self.time + seconds
        while self.time < end - STEP / 2:
            left = max(end - self.time, 2.0)
            lift = homing(height - self.motion.altitude, self.motion.climb, left, climb) + self.weight()
            most = LANDER_THRUST / self.mass
            lift = max(most / LANDER_THROTTLE, min(most, lift))
            self.move(lift, 0.0, lift * self.mass / (LANDER_IMPULSE * G0), "E")

    def hold(self, seconds: float) -> None:
        """Hover."""
        end = self.time + seconds
        while self.time < end - STEP / 2:
            lift = self.weight() - self.motion.climb / 2
            self.move(lift, 0.0, lift * self.mass / (LANDER_IMPULSE * G0), "E")

    def weight(self) -> float:
        """What pulls down now, less what the flight round the Moon takes off, m/s²."""
        distance = MOON_RADIUS + self.motion.altitude
        return float(MOON_MU / distance**2 - self.motion.across**2 / distance)

    def move(self, lift: float, push: float, flow: float, stage: str) -> None:
        """Keep this moment, and move on to the next."""
        motion = self.motion
        speed = sqrt(motion.across**2 + motion.climb**2)
        place = motion.angle * MOON_RADIUS
        self.samples.append(
            Sample(self.time, max(0.0, motion.altitude), place, speed, motion.climb, self.mass, 1, stage)
        )
        motion.step(STEP, MOON_RADIUS, MOON_MU, lift, push)
        self.mass -= flow * STEP
        self.time += STEP
