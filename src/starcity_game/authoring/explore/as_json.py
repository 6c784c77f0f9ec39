"""The report as JSON. The same story, seed and options give the same bytes, so that no times are in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.report import Judged, Report, Shown, Verdict
from starcity_game.authoring.explore.witness import Witness


def as_json(report: Report) -> Iterator[bytes]:
    """The report in parts: a head, an item a line, and the rest. Together they are one object."""
    encode = msgspec.json.Encoder(order="deterministic").encode
    verdicts = {k: {v: report.count(k, v) for v in Verdict} for k in Kind}
    head = {
        "story": report.story, "title": report.title, "version": report.version, "hash": report.hash,
        "seed": report.seed, "verdicts": verdicts, "alarms": [_shown(one) for one in report.alarms],
        "always": report.always, "never": report.never, "possible": report.possible, "looked": report.looked,
        "figures": report.figures, "measured": report.measured, "metrics": report.metrics,
    }  # fmt: skip
    yield encode(head)[:-1] + b',"items":['
    for number, item in enumerate(report.items):
        yield (b",\n" if number else b"\n") + encode(_item(report, item))
    yield b"\n]}\n"


def _item(report: Report, item: Judged) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": item.kind, "id": item.id, "place": item.place, "verdict": item.verdict}
    if item.reason:
        found["reason"] = item.reason
    if item.verdict is Verdict.REACHED:
        found["way"] = _way(report.ways[item.key])
    return found


def _shown(shown: Shown) -> dict[str, Any]:
    return {"fault": shown.fault, "way": _way(shown.witness) if shown.witness else None}


def _way(witness: Witness) -> dict[str, Any]:
    origin = witness.origin
    return {
        "volume": origin.volume, "seed": origin.seed, "answers": origin.answers, "skip": sorted(origin.skip),
        "choices": witness.choices,
    }  # fmt: skip
