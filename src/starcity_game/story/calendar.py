"""Dates and spans of time as a story writes them, in whole minutes since the first of January 1960."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import msgspec

MINUTES_A_DAY: Final = 24 * 60
"""Minutes in a day; the story's calendar has no daylight saving and no leap seconds."""

EPOCH: Final = date(1960, 1, 1)
"""The day whose midnight is minute 0; earlier dates are negative."""

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2}))?", re.ASCII)
_SPAN = re.compile(r"(\d{1,6}) (minute|hour|day|week)s?", re.ASCII)
_UNITS: Final = {"minute": 1, "hour": 60, "day": MINUTES_A_DAY, "week": 7 * MINUTES_A_DAY}


class Calendar(msgspec.Struct, frozen=True, array_like=True):
    """How a language says a date."""

    weekdays: tuple[str, ...]
    """From Monday on."""
    months: tuple[str, ...]
    """From January on, in the form that stands beside a day."""
    pattern: str
    """A date with its weekday, from %(weekday)s, %(day)s, %(month)s, %(number)s (of the month) and %(year)s."""


ENGLISH: Final = Calendar(
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "%(weekday)s, %(day)s %(month)s %(year)s",
)
"""The dates of a story that is not translated."""


def parse_date(text: str) -> int | None:
    """Minutes since 1960-01-01 00:00 of `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`; None when `text` is no such date.

    A date without a time of day is its midnight. The calendar is the Gregorian one, years 0001 to 9999.
    """
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    if hour > 23 or minute > 59:
        return None
    try:
        days = date(year, month, day).toordinal() - EPOCH.toordinal()
    except ValueError:  # the 30th of February and its like
        return None
    return days * MINUTES_A_DAY + hour * 60 + minute


def parse_span(text: str) -> int | None:
    """Minutes in `3 days`, `40 minutes`, `2 hours`, `1 week`; None when `text` is no such span.

    The number is whole, not negative and has at most six digits.
    """
    found = _SPAN.fullmatch(text)
    return int(found[1]) * _UNITS[found[2]] if found else None


def day_of(minutes: int) -> date:
    """The day of a moment; for one beyond the years 1 to 9999 the last of them."""
    return date.fromordinal(min(max(minutes // MINUTES_A_DAY + EPOCH.toordinal(), 1), date.max.toordinal()))


def say_date(minutes: int, calendar: Calendar = ENGLISH) -> str:
    """The moment `minutes` after 1960-01-01 00:00 in words: `Friday, 14 January 1966, 06:40`.

    The same on every machine, whatever its language; a moment beyond the years 1 to 9999 is its last day.
    """
    rest, day = minutes % MINUTES_A_DAY, day_of(minutes)
    said = calendar.pattern % {
        "weekday": calendar.weekdays[day.weekday()],
        "day": day.day,
        "month": calendar.months[day.month - 1],
        "number": day.month,
        "year": day.year,
    }
    return f"{said[:1].upper()}{said[1:]}, {rest // 60:02}:{rest % 60:02}"
