"""The models against the sheet of facts, within stated tolerances."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from starcity_game.engine.physics import figures
from starcity_game.engine.physics.ascent import ascent
from starcity_game.engine.physics.descent import DROP, HOVER, braking_speed, descent, hover_flow, hover_seconds
from starcity_game.engine.physics.samples import Sample
from starcity_game.engine.physics.sky import (
    LANDING_LONGITUDE,
    MOSCOW,
    TYURATAM,
    USSURIYSK,
    YEVPATORIA,
    Site,
    moon_height,
    moonrise,
    moonset,
    sun_over,
)
from starcity_game.story.calendar import parse_date

NOMINAL = ascent()


def at(text: str) -> int:
    """A moment."""
    found = parse_date(text)
    assert found is not None
    return found


def when(samples: tuple[Sample, ...], second: float) -> Sample:
    """The sample nearest to a second."""
    return min(samples, key=lambda sample: abs(sample.time - second))


# ---------------------------------------------------------------------------------------- the carrier


def test_the_masses_add_up_to_the_lunar_complex() -> None:
    blocks = (figures.BLOCK_A, figures.BLOCK_B, figures.BLOCK_V)
    left = figures.LIFT_OFF_MASS - sum(block.propellant + block.structure for block in blocks)
    assert 91_000 <= left <= 95_000
    assert left == pytest.approx(figures.COMPLEX_MASS, rel=0.01)


def test_lift_off_is_with_the_thrust_and_mass_of_3l() -> None:
    first, second = NOMINAL.samples[0], NOMINAL.samples[4]
    assert first.mass == 2_756_000 and first.engines == 30
    push = second.climb / second.time + figures.G0
    assert push * figures.LIFT_OFF_MASS / figures.TONNE_FORCE == pytest.approx(4_590, rel=0.02)


def test_block_a_burns_113_to_125_seconds_and_block_b_110_to_120() -> None:
    (_, first), (_, second), (_, third) = NOMINAL.cut_off
    assert 113 <= first <= 125
    assert 110 <= second - first <= 120
    assert 300 <= third - second <= 400


def test_it_reaches_orbit_about_when_3l_was_to() -> None:
    assert NOMINAL.orbit and not NOMINAL.stopped
    assert NOMINAL.last.time == pytest.approx(597, rel=0.04)
    assert 204_000 <= NOMINAL.last.altitude <= 287_000
    assert NOMINAL.last.engines == 0
    assert abs(NOMINAL.last.climb) < 30


def test_it_climbs_all_the_way_and_never_slows_down_but_at_the_stages() -> None:
    samples = NOMINAL.samples
    assert all(a.altitude <= b.altitude for a, b in pairwise(samples))
    assert all(a.mass >= b.mass for a, b in pairwise(samples))


def test_block_a_can_lose_two_pairs_and_burns_longer_for_it() -> None:
    for lost in ([(60.0, 2)], [(1.0, 2), (20.0, 2)]):
        flight = ascent(lost)
        assert flight.orbit, lost
        assert 115 < flight.cut_off[0][1] < 168
    assert not ascent([(10.0, 10)]).orbit


def test_with_twenty_nine_engines_stopped_it_falls_back_on_the_pad() -> None:
    flight = ascent([(0.25, 29)])
    assert not flight.orbit and flight.stopped < 15
    assert flight.last.range < 100


def test_3l_stopped_at_68_7_seconds_falls_about_fifty_kilometres_out() -> None:
    flight = ascent(stop=68.7)
    assert flight.stopped == pytest.approx(68.7, abs=0.5)
    assert flight.last.altitude == 0
    assert flight.last.range == pytest.approx(52_000, rel=0.25)


def test_a_whole_flight_is_computed_in_a_moment_and_always_the_same() -> None:
    best = 1.0
    for _ in range(5):
        begun = time.perf_counter()
        found = (ascent(), descent())
        best = min(best, time.perf_counter() - begun)
    assert best < 0.05
    assert found == (NOMINAL, descent())


def test_the_step_hardly_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("starcity_game.engine.physics.ascent.STEP", 0.05)
    fine = ascent()
    assert fine.last.time == pytest.approx(NOMINAL.last.time, abs=2)
    assert fine.last.altitude == pytest.approx(NOMINAL.last.altitude, abs=2_000)


# ------------------------------------------------------------------------------------------ the lander


def test_ninety_kilograms_are_half_a_minute_of_hover() -> None:
    assert hover_seconds(90) == pytest.approx(30, abs=2)
    assert hover_flow() == pytest.approx(2.9, abs=0.1)
    assert hover_seconds(170) == pytest.approx(60, abs=2), "the one minute"
    assert hover_seconds(0) == 0


def test_the_main_chamber_can_hold_the_lander_up() -> None:
    weight = figures.LANDER_MASS * figures.MOON_GRAVITY
    assert figures.LANDER_THRUST / figures.LANDER_THROTTLE < weight < figures.LANDER_THRUST


def test_block_d_brakes_to_between_one_and_four_kilometres_within_its_seven_minutes() -> None:
    flight = descent()
    assert braking_speed() == pytest.approx(1_690, abs=20)
    assert flight.dropped < 7 * 60
    dropped = when(flight.samples, flight.dropped)
    assert 1_000 <= dropped.altitude <= 4_000 and dropped.altitude == pytest.approx(DROP, abs=400)
    assert dropped.speed < 120


def test_the_lander_hovers_and_touches_gently() -> None:
    flight = descent(hover=41)
    hovering = when(flight.samples, flight.hovering + 20)
    assert hovering.altitude == pytest.approx(HOVER, abs=25) and abs(hovering.climb) < 2
    last = flight.samples[-1]
    assert last.altitude < 5 and abs(last.climb) < 3
    assert {sample.stage for sample in flight.samples} == {"D", "E"}


def test_a_longer_hover_takes_what_hovering_takes() -> None:
    more = descent(hover=60).used - descent(hover=30).used
    assert hover_seconds(more, 5_200) == pytest.approx(30, abs=2)


# ---------------------------------------------------------------------------------------------- the sky

EVENING = [
    (USSURIYSK, "1969-06-26 00:00", "1969-06-26 10:08", "1969-06-26 19:26"),
    (YEVPATORIA, "1969-06-26 08:00", "1969-06-26 17:09", "1969-06-27 02:05"),
    (MOSCOW, "1969-06-26 08:00", "1969-06-26 17:43", "1969-06-27 00:51"),
    (YEVPATORIA, "1969-10-22 08:00", "1969-10-22 16:34", "1969-10-23 04:44"),
]


@pytest.mark.parametrize(("site", "since", "rise", "fall"), EVENING, ids=lambda value: getattr(value, "name", value))
def test_the_moon_over_the_stations(site: Site, since: str, rise: str, fall: str) -> None:
    risen = moonrise(at(since), site)
    assert risen == pytest.approx(at(rise), abs=6)
    assert moonset(risen, site) == pytest.approx(at(fall), abs=6)


def test_the_nine_hours_between_yevpatoria_and_ussuriysk() -> None:
    silent = moonset(at("1969-06-26 22:00"), YEVPATORIA)
    heard = moonrise(silent, USSURIYSK)
    assert heard == pytest.approx(at("1969-06-27 11:31"), abs=6)
    assert 9 * 60 <= heard - silent <= 10 * 60


def test_tyuratam_loses_it_at_midnight() -> None:
    assert moonset(at("1969-06-26 22:00"), TYURATAM) == pytest.approx(at("1969-06-26 23:59"), abs=6)


def test_how_high_it_stands_at_the_landing() -> None:
    assert moon_height(at("1969-06-26 21:42"), YEVPATORIA) == pytest.approx(22, abs=1)
    assert moon_height(at("1969-06-26 21:47"), MOSCOW) == pytest.approx(11, abs=1)


def test_the_morning_sun_at_the_site() -> None:
    assert sun_over(at("1969-06-26 09:00"), LANDING_LONGITUDE) == pytest.approx(8, abs=1)
    assert sun_over(at("1969-06-27 02:00"), LANDING_LONGITUDE) == pytest.approx(17, abs=1)


def test_where_the_moon_neither_rises_nor_sets() -> None:
    with pytest.raises(ValueError, match="neither"):
        moonset(at("1969-06-26 22:00"), Site("the Pole", 89.9, 0))
