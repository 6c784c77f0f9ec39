"""Made-up lives for the tests of the file layer."""

from __future__ import annotations

from starcity_game.saves.record import Bookmark, Kept, Mark, Record

LIFE = "0123456789ab"


def kept(number: int) -> Kept:
    return Kept(f"choice-{number}", f"Take the page, for the {number}th time.", {"at": number, "now": None})


def record(sheet: int = 3, life: str = LIFE, **given: object) -> Record:
    named = {
        "name": "Orlova",
        "story": Mark("starcity", "0.1", "abc"),
        "volume": "engineer",
        "seed": 7,
        "answers": {"sex": "woman", "name": {"surname": "Orlova", "first": "Anna"}},
        "skip": ("illness",),
        "state": {"scene": "engineer.e1.ward", "at": sheet, "nerve": 5, "frames": [["hub", 1, []]], "brave": True},
        "steps": tuple(kept(n) for n in range(sheet)),
        "bookmarks": (Bookmark("before the door", 2),),
        "notes": ("The nurse lied.\nAsk again.",),
        "page": "It snows.\n\nNobody comes.",
        "line": "Episode 1, Friday, 14 January 1966",
        "saved": 1_700_000_000,
        "engine": "0.1.0",
    }
    return Record(life=life, **{**named, **given})  # type: ignore[arg-type]


def life_number(number: int) -> str:
    return f"{number:012x}"
