"""The carrier's ascent: straight up, a turn as the speed grows, and from Block B on steered into orbit."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, exp, hypot, pi, radians, sin, sqrt
from typing import Final

import msgspec

from starcity_game.engine.physics.figures import (
    BLOCK_A,
    BLOCK_B,
    BLOCK_V,
    EARTH_MU,
    EARTH_RADIUS,
    EARTH_TURN,
    LIFT_OFF_MASS,
    SEA_LEVEL_LOSS,
    TYURATAM_LATITUDE,
    Block,
)
from starcity_game.engine.physics.samples import Motion, Sample, homing

PERIGEE: Final = 204_000.0
APOGEE: Final = 287_000.0
"""The orbit that 3L was to reach, metres."""
TARGET: Final = 220_000.0
"""Height at which Block V is to end if it burns to its last."""
STEP: Final = 0.5
"""Seconds; a tenth of it moves the end of the flight by less than 2 km."""
_SCALE: Final = 7_640.0
"""Scale height of the air, metres, near the ground."""
_AIR: Final = 1.225
_FACE: Final = 0.35 * 227.0
"""Drag coefficient times the area of the base, 17 m across, m²."""
_SIDE: Final = 0.8 * 105.0 * 10.0
"""The same of its side, when it tumbles: 105 m long and 10 m wide on the average."""
_LONGEST_FALL: Final = 900.0
_UPRIGHT: Final = 90.0
"""Speed until which it goes straight up, m/s."""
_LAST_PITCH: Final = radians(22)
_TURNING: Final = 500.0
"""Block A's pitch falls from the vertical to the last pitch as the speed grows, by a factor e for so many m/s. By speed
and not by time, so that a carrier with fewer engines turns later."""
_INCLINATION: Final = 51.6


class Ascent(msgspec.Struct, frozen=True):
    """An ascent as it went."""

    samples: tuple[Sample, ...]
    """Every half second."""
    orbit: bool
    """Whether Block V burned to its end above the air and fast enough to stay."""
    cut_off: tuple[tuple[str, float], ...]
    """(block, second at which it ended)."""
    stopped: float
    """Second at which everything was stopped or the ground was reached, after which it falls; 0 when that did not
    happen."""

    @property
    def last(self) -> Sample:
        """The last moment."""
        return self.samples[-1]


def ascent(lost: Sequence[tuple[float, int]] = (), stop: float = 0.0) -> Ascent:
    """The ascent of the carrier.

    `lost` is (second, engines of Block A that stop then); the opposite ones that KORD stops are to be counted in.
    `stop` is the second at which everything is stopped, as by KORD at 68.7 s; 0 for never. With fewer engines Block A
    burns longer: its propellant is the same.
    """
    return _Flight(lost, stop).fly()


class _Flight:
    """One ascent while it is computed."""

    def __init__(self, lost: Sequence[tuple[float, int]], stop: float) -> None:
        self.lost, self.stop = lost, stop
        turning = EARTH_TURN * EARTH_RADIUS * cos(radians(TYURATAM_LATITUDE))
        east = cos(radians(_INCLINATION)) / cos(radians(TYURATAM_LATITUDE))
        self.turning = turning * east
        """Speed of the ground along the course, m/s."""
        self.motion = Motion(0.0, 0.0, 0.0, self.turning)
        self.mass = LIFT_OFF_MASS
        self.time = 0.0
        self.samples: list[Sample] = []
        self.cut_off: list[tuple[str, float]] = []
        self.stopped = 0.0

    def fly(self) -> Ascent:
        """See `ascent`."""
        for block in (BLOCK_A, BLOCK_B, BLOCK_V):
            self.burn(block)
            if self.stopped:
                self.fall(block)
                break
            self.mass -= block.structure
            self.cut_off.append((block.name, self.time))
        orbit = not self.stopped and self.motion.altitude > 150_000 and self.fast_enough()
        return Ascent(tuple(self.samples), orbit, tuple(self.cut_off), self.stopped)

    def burn(self, block: Block) -> None:
        """Burn one block to its end."""
        left = block.propellant
        while left > 0 and not (block is BLOCK_V and self.fast_enough()):
            engines = self.lit(block)
            share = engines / block.engines
            if not engines or (self.stop and self.time >= self.stop) or self.motion.altitude < 0:
                self.stopped = self.time
                self.sample(0, block)
                return
            self.sample(engines, block)
            air = exp(-self.motion.altitude / _SCALE)
            thrust = block.thrust * share * (1 - (SEA_LEVEL_LOSS * air if block is BLOCK_A else 0))
            seconds = min(STEP, left / (block.flow * share))
            self.move(thrust, air, left / (block.flow * share), block, seconds)
            self.mass -= block.flow * share * seconds
            left -= block.flow * share * seconds
            self.time += seconds
        self.sample(0, block)

    def fall(self, block: Block) -> None:
        """Fall to the ground, tumbling."""
        motion = self.motion
        while motion.altitude > 0 and self.time < self.stopped + _LONGEST_FALL:
            over = motion.across - self.turning
            drag = 0.5 * _AIR * exp(-motion.altitude / _SCALE) * _SIDE / self.mass * hypot(over, motion.climb)
            motion.step(STEP, EARTH_RADIUS, EARTH_MU, -drag * motion.climb, -drag * over)
            self.time += STEP
            self.sample(0, block)

    def fast_enough(self) -> bool:
        """Whether it is as fast as the perigee of 3L's orbit needs, so that Block V is cut; the rest is reserve."""
        perigee = EARTH_RADIUS + PERIGEE
        return self.motion.across > sqrt(EARTH_MU * (2 / perigee - 2 / (perigee + EARTH_RADIUS + APOGEE)))

    def lit(self, block: Block) -> int:
        """How many engines burn now."""
        gone = sum(count for second, count in self.lost if self.time >= second) if block is BLOCK_A else 0
        return max(0, block.engines - gone)

    def move(self, thrust: float, air: float, burning: float, block: Block, seconds: float) -> None:
        """Move on by a moment, with `burning` seconds left to this block."""
        motion = self.motion
        over = motion.across - self.turning
        speed = hypot(over, motion.climb)
        drag = 0.5 * _AIR * air * _FACE * speed / self.mass
        force = thrust / self.mass
        lift, push = self.direction(force, speed, burning, block)
        motion.step(
            seconds, EARTH_RADIUS, EARTH_MU, force * lift - drag * motion.climb, force * push - drag * over
        )  # fmt: skip
        if motion.altitude < 0 and self.time < 5:  # the pad holds it up until the thrust does
            motion.altitude, motion.climb = 0.0, max(0.0, motion.climb)

    def direction(
        self, force: float, speed: float, burning: float, block: Block
    ) -> tuple[float, float]:  # fmt: skip
        """Where the thrust points: up and along, together of length 1."""
        motion = self.motion
        if block is BLOCK_A:
            turned = exp(-max(0.0, speed - _UPRIGHT) / _TURNING)
            pitch = _LAST_PITCH + (pi / 2 - _LAST_PITCH) * turned
            return sin(pitch), cos(pitch)
        distance = EARTH_RADIUS + motion.altitude
        weight = EARTH_MU / distance**2 - motion.across**2 / distance
        seconds = max(burning + (BLOCK_V.burn if block is BLOCK_B else 0.0), 8.0)
        wanted = homing(TARGET - motion.altitude, motion.climb, seconds) + weight
        lift = max(-0.5, min(0.8, wanted / force))
        return lift, sqrt(1 - lift * lift)

    def sample(self, engines: int, block: Block) -> None:
        """Keep this moment."""
        motion = self.motion
        over = motion.across - self.turning
        speed = hypot(over, motion.climb)
        self.samples.append(
            Sample(self.time, max(0.0, motion.altitude), motion.angle * EARTH_RADIUS - self.turning * self.time, speed,
                   motion.climb, self.mass, engines, block.name)
        )  # fmt: skip
