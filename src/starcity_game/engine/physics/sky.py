"""Where Moon and Sun stand: over a tracking station, and over a place on the Moon.

The Moon by the largest terms of E. W. Brown's theory as J. Meeus gives them (Astronomical Algorithms, 1991, chapter
47), good to a twentieth of a degree; the Sun by its mean motion and equation of centre (chapter 25). Moments are
minutes of Moscow time, which is three hours ahead of universal time all year, since 1960-01-01 00:00.
"""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, tan
from typing import Final

import msgspec

_J2000: Final = (14_610 + 0.5) * 1_440
"""2000-01-01 12:00 universal time, in minutes since 1960-01-01."""
_MOSCOW: Final = 180
_PARALLAX: Final = 0.951
"""How much lower the Moon stands seen from the ground than from the centre of the Earth, at the horizon, degrees."""

_LONGITUDE: Final = (
    # (elongation, Sun's anomaly, Moon's anomaly, latitude's argument, degrees)
    (0, 0, 1, 0, 6.288774), (2, 0, -1, 0, 1.274027), (2, 0, 0, 0, 0.658314), (0, 0, 2, 0, 0.213618),
    (0, 1, 0, 0, -0.185116), (0, 0, 0, 2, -0.114332), (2, 0, -2, 0, 0.058793), (2, -1, -1, 0, 0.057066),
    (2, 0, 1, 0, 0.053322), (2, -1, 0, 0, 0.045758), (0, 1, -1, 0, -0.040923), (1, 0, 0, 0, -0.034720),
    (0, 1, 1, 0, -0.030383), (2, 0, 0, -2, 0.015327),
)  # fmt: skip
_LATITUDE: Final = (
    (0, 0, 0, 1, 5.128122), (0, 0, 1, 1, 0.280602), (0, 0, 1, -1, 0.277693), (2, 0, 0, -1, 0.173237),
    (2, 0, -1, 1, 0.055413), (2, 0, -1, -1, 0.046271), (2, 0, 0, 1, 0.032573), (0, 0, 2, 1, 0.017198),
)  # fmt: skip


class Site(msgspec.Struct, frozen=True):
    """A place on the Earth, in degrees north and east."""

    name: str
    latitude: float
    longitude: float


MOSCOW: Final = Site("Moscow", 55.75, 37.62)
YEVPATORIA: Final = Site("Yevpatoria", 45.19, 33.37)
TYURATAM: Final = Site("Tyuratam", 45.96, 63.31)
USSURIYSK: Final = Site("Ussuriysk", 44.02, 131.76)
LANDING_LONGITUDE: Final = -38.0
"""Of the landing site, in the eastern Ocean of Storms, degrees east; its latitude is 2 degrees."""


def moon_height(now: int, site: Site) -> float:
    """Height of the Moon's centre over the horizon of `site`, seen from there, in degrees."""
    days = _days(now)
    longitude, latitude = _moon(days)
    tilt = radians(23.4393 - 3.563e-7 * days)
    lam, beta = radians(longitude), radians(latitude)
    right = atan2(sin(lam) * cos(tilt) - tan(beta) * sin(tilt), cos(lam))
    north = asin(sin(beta) * cos(tilt) + cos(beta) * sin(tilt) * sin(lam))
    turned = radians(280.46062 + 360.98564737 * days + site.longitude) - right
    place = radians(site.latitude)
    height = asin(sin(place) * sin(north) + cos(place) * cos(north) * cos(turned))
    return degrees(height) - _PARALLAX * cos(height)


def moonset(now: int, site: Site) -> int:
    """The next minute after `now` at which the Moon has set over `site`."""
    return _crossing(now, site, rising=False)


def moonrise(now: int, site: Site) -> int:
    """The next minute after `now` at which the Moon has risen over `site`."""
    return _crossing(now, site, rising=True)


def sun_over(now: int, longitude: float) -> float:
    """Height of the Sun over a place near the Moon's equator, in degrees; negative below the horizon.

    The Sun's selenographic longitude is that of the Moon seen from the Sun less the Moon's mean longitude (Meeus,
    chapter 53, with the tilt of the Moon's axis left out, which makes a degree and a half at most).
    """
    days = _days(now)
    sun = _sun(days)
    moon, latitude = _moon(days)
    seen = sun + 180 + 0.147 * cos(radians(latitude)) * sin(radians(sun - moon))
    under = (seen - (218.3165 + 13.17639648 * days)) % 360
    return 90 - abs((longitude - under + 180) % 360 - 180)


def _crossing(now: int, site: Site, rising: bool) -> int:
    """The next minute at which the Moon comes over, or goes under, the horizon."""
    moment = now
    above = _up(moment, site)
    for _ in range(2 * 24 * 6):
        after = _up(moment + 10, site)
        if after != above and after == rising:
            return next(minute for minute in range(moment, moment + 11) if _up(minute, site) == rising)
        moment, above = moment + 10, after
    raise ValueError("the Moon neither rises nor sets there")  # beyond the polar circles


def _up(now: int, site: Site) -> bool:
    """Whether the Moon's centre is over the horizon; refraction is left out, which makes five minutes at most."""
    return moon_height(now, site) > 0


def _days(now: int) -> float:
    """Days since J2000, near enough of uniform time."""
    return (now - _MOSCOW - _J2000) / 1_440


def _moon(days: float) -> tuple[float, float]:
    """Longitude and latitude of the Moon in degrees, for the equinox of the date."""
    mean = 218.3165 + 13.17639648 * days
    angles = (
        radians(297.8502 + 12.19074912 * days), radians(357.5291 + 0.98560028 * days),
        radians(134.9634 + 13.06499295 * days), radians(93.2721 + 13.22935024 * days),
    )  # fmt: skip
    longitude = sum(t[4] * sin(sum(k * a for k, a in zip(t, angles, strict=False))) for t in _LONGITUDE)
    latitude = sum(t[4] * sin(sum(k * a for k, a in zip(t, angles, strict=False))) for t in _LATITUDE)
    return (mean + longitude) % 360, latitude


def _sun(days: float) -> float:
    """Longitude of the Sun in degrees."""
    anomaly = radians(357.5291 + 0.98560028 * days)
    return (280.4665 + 0.98564736 * days + 1.9146 * sin(anomaly) + 0.02 * sin(2 * anomaly)) % 360
