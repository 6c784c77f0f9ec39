"""A moment as data has it, the way back from `calendar.parse_date`."""

from __future__ import annotations

from datetime import date

from starcity_game.story.calendar import EPOCH, MINUTES_A_DAY


def said_moment(now: int) -> str:
    """`1966-01-14 06:40` for minutes since 1960-01-01; beyond the years 1 to 9999 their first or last day."""
    days, rest = divmod(now, MINUTES_A_DAY)
    day = date.fromordinal(min(max(days + EPOCH.toordinal(), 1), date.max.toordinal()))
    return f"{day.isoformat()} {rest // 60:02}:{rest % 60:02}"
