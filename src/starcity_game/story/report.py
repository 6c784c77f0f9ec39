"""Findings as lines to print, and whether the story can be played."""

from __future__ import annotations

from collections.abc import Iterable

from starcity_game.story.diagnostics import Diagnostic, Severity


def report(findings: Iterable[Diagnostic]) -> tuple[list[str], bool]:
    """Lines that say every finding in the order of the files, and whether the story has no error.

    The last line counts them.
    """
    found = sorted(findings)
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    lines = [finding.line_of_text() for finding in found]
    return [*lines, _count(errors, len(found) - errors)], not errors


def _count(errors: int, warnings: int) -> str:
    """How many faults there are, in words."""
    if not errors and not warnings:
        return "No faults."
    return f"{_of(errors, 'error')}, {_of(warnings, 'warning')}."


def _of(count: int, what: str) -> str:
    """A number and its noun."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
