"""What a test sees."""

from __future__ import annotations

from starcity_game.desk.reading_desk import Desk


def screen_text(desk: Desk) -> str:
    """What stands on the screen, as lines."""
    strips = desk.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
