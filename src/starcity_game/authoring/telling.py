"""Findings in the forms that programs read: JSON, and the workflow commands of GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterator
from os.path import relpath
from pathlib import Path

from starcity_game.authoring.verdict import Verdict
from starcity_game.story.diagnostics import Diagnostic, visible
from starcity_game.story.report import report


def as_text(verdict: Verdict, metrics: bool) -> list[str]:
    """Findings one a line, with what was measured where that is wanted, and a line that counts the faults."""
    *lines, count = report(verdict.findings)[0]
    return [*lines, *(map(_metric, verdict.metrics) if metrics else ()), count]


def as_json(verdict: Verdict, metrics: bool) -> list[str]:
    """An array of objects, one a line, with the keys file, line, column, code, severity, message, hint."""
    objects = [
        json.dumps({
            "file": found.file, "line": found.line, "column": found.column, "code": found.code, "severity": severity,
            "message": found.message, "hint": found.hint,
        })
        for severity, found in _all(verdict, metrics)
    ]  # fmt: skip
    return ["[" + ",\n ".join(objects) + "]"]


def as_workflow(verdict: Verdict, metrics: bool, folder: Path) -> list[str]:
    """One annotation a finding for a GitHub workflow, with paths from the working directory."""
    return [_annotation(severity, found, folder) for severity, found in _all(verdict, metrics)]


def _all(verdict: Verdict, metrics: bool) -> Iterator[tuple[str, Diagnostic]]:
    """Every finding with its severity in a word; what was measured comes last."""
    yield from ((found.severity.value, found) for found in verdict.findings)
    if metrics:
        yield from (("metric", found) for found in verdict.metrics)


def _metric(found: Diagnostic) -> str:
    """A measure as a line."""
    place = ":".join([visible(found.file)] + [str(n) for n in (found.line, found.column) if n])
    advice = f" ({visible(found.hint)})" if found.hint else ""
    return f"{place}: metric {found.code} {visible(found.message)}{advice}"


def _annotation(severity: str, found: Diagnostic, folder: Path) -> str:
    """A finding as a workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""
    path = relpath(folder / found.file).replace("\\", "/")
    properties = {"file": path, "line": found.line, "col": found.column, "title": found.code}
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    kind = "notice" if severity == "metric" else severity
    return f"::{kind} {told}::{_data(found.message + (f' ({found.hint})' if found.hint else ''))}"


def _data(text: str) -> str:
    """Text escaped as the toolkit's escapeData does, with everything a terminal might obey shown."""
    lines = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(lines)


def _property(text: str) -> str:
    """A property's value escaped as the toolkit's escapeProperty does."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
