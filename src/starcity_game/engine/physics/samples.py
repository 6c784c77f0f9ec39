"""What a console plots: moments of a flight in order."""

from __future__ import annotations

import msgspec


class Sample(msgspec.Struct, frozen=True, array_like=True):
    """One moment."""

    time: float
    """Seconds since the beginning."""
    altitude: float
    """Metres above the ground."""
    range: float
    """Metres along the ground."""
    speed: float
    """Metres a second: in an ascent over the ground that turns, in orbit and over the Moon as it is."""
    climb: float
    """Metres a second upwards."""
    mass: float
    """Kilograms."""
    engines: int
    """How many burn."""
    stage: str
    """Which block."""


class Motion(msgspec.Struct):
    """A point in a plane that turns with nothing: over a round body without air."""

    altitude: float
    angle: float
    """Radians travelled around the body's centre."""
    climb: float
    across: float
    """Speed along the horizon."""

    def step(self, seconds: float, radius: float, mu: float, lift: float, push: float) -> None:
        """Move on by a moment in which the engines and the air give `lift` upwards and `push` along the horizon (m/s²).

        The equations of motion in polar coordinates, by the half-step method of Euler and Cromer: the speeds first,
        then the place with the mean of old and new speeds.
        """
        distance = radius + self.altitude
        climb, across = self.climb, self.across
        self.climb += (lift + across * across / distance - mu / (distance * distance)) * seconds
        self.across += (push - climb * across / distance) * seconds
        self.altitude += 0.5 * (climb + self.climb) * seconds
        self.angle += 0.5 * (across + self.across) / distance * seconds


def homing(height_left: float, climb: float, seconds: float, last_climb: float = 0.0) -> float:
    """The upward acceleration that arrives with the climb `last_climb`, so much higher, in so many seconds, m/s².

    The law that is linear in time and takes least effort, as in E. M. Cherry, "A general, explicit, optimizing guidance
    law" (1964), and in Apollo's descent: a = 6 Δh / T² - (4 v + 2 v_end) / T.
    """
    return 6 * height_left / (seconds * seconds) - (4 * climb + 2 * last_climb) / seconds
