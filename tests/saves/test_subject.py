"""Whose file is opened: copied into a new life, kept with it, and taken in from a text as nothing but data."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from starcity_game.engine.dossier.opening import file_of
from starcity_game.engine.dossier.subjects import ready_subject
from starcity_game.engine.life import Life, begin, choose
from starcity_game.engine.play import Engine
from starcity_game.engine.portable import flatten, unflatten
from starcity_game.engine.state import Origin, Subject
from starcity_game.saves.keep import Cover, Journal
from starcity_game.saves.ledger_text import MAX_BYTES, MAX_DEEDS, ledger_text, read_ledger
from starcity_game.saves.problems import SaveProblem
from starcity_game.saves.record import new_life
from starcity_game.saves.restore import life_of
from starcity_game.saves.shelf import Shelf
from starcity_game.saves.store import decode, encode
from starcity_game.saves.subjects import dossier_of, export_ledger, openable, subject_in, subject_named
from starcity_game.story.load import load

EVERY_KEY = Path(__file__).parents[1] / "data" / "every-key"


@pytest.fixture(scope="module")
def engine() -> Engine:
    loaded = load(EVERY_KEY)
    assert loaded.story
    return Engine(loaded.story)


@pytest.fixture
def subject(engine: Engine) -> Subject:
    return ready_subject(dossier_of(engine).engineers[0])


def ended(engine: Engine, seed: int = 4) -> Life:
    """A finished life of the first volume, in which the watch was kept."""
    life = begin(engine, Origin("first", seed, {"rank": "sergeant"}))
    for choice in ("climb", "light-the-lamp", "go-down"):
        life = choose(engine, life, choice)
    while not life.ended:
        wanted = {"sign-the-book", "wait-for"}
        options = [o.id for o in life.offer if o.open]
        life = choose(engine, life, next((o for o in options if any(o.startswith(w) for w in wanted)), options[0]))
    return life


def saved(engine: Engine, life: Life, shelf: Shelf, name: str = "A life") -> str:
    record = shelf.write(Journal(engine).record(life, Cover(new_life(), name)))
    return record.life


def resealed(text: str) -> bytes:
    """`text` with a checksum that fits, as a hostile friend would send it."""
    body = text[: text.rindex("check: ")]
    return f"{body}check: {hashlib.blake2b(body.encode(), digest_size=16).hexdigest()}\n".encode()


# ------------------------------------------------------------------------------------------ copied and kept


def test_a_finished_life_is_copied_and_the_copy_outlives_it(engine: Engine, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    id = saved(engine, ended(engine), shelf)
    assert [one.id for one in openable(shelf, engine)] == [id, "sleeper"]
    found = subject_named(shelf, engine, id)
    assert [deed.act for deed in found.deeds] == ["kept_watch"] and found.keeps["rank"] == "sergeant"
    shelf.delete(id)
    life = begin(engine, Origin("second", 4, {}, subject=found, hooks={"warned": True}))
    other = saved(engine, life, shelf, "An officer")
    again = life_of(engine, shelf.read(other)).life
    assert again.state == life.state and again.state.origin.subject == found
    assert again.state.origin.hooks == {"warned": True}
    assert again.events == life.events


def test_a_life_that_goes_on_is_not_opened(engine: Engine, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    id = saved(engine, begin(engine, Origin("first", 1, {})), shelf)
    assert id not in {one.id for one in openable(shelf, engine)}
    for asked in (id, "000000000000"):
        with pytest.raises(SaveProblem):
            subject_named(shelf, engine, asked)


def test_a_state_with_a_subject_is_read_back_the_same(engine: Engine, subject: Subject) -> None:
    state = engine.begin(Origin("second", 9, {}, subject=subject)).state
    assert unflatten(engine, flatten(engine, state), state.origin).state == state


def test_a_life_with_a_long_ledger_stays_small(engine: Engine, subject: Subject) -> None:
    deeds = tuple(
        msgspec.structs.replace(subject.deeds[0], now=subject.deeds[0].now + k, how=f"in manner {k}, by a back stair")
        for k in range(160)
    )
    long = msgspec.structs.replace(subject, deeds=deeds)
    life = begin(engine, Origin("second", 9, {}, subject=long))
    with_it = len(encode(Journal(engine).record(life, Cover(new_life(), ""))))
    bare = begin(engine, Origin("second", 9, {}))
    without = len(encode(Journal(engine).record(bare, Cover(new_life(), ""))))
    assert with_it - without < 6_000


def test_what_stands_in_a_save_is_shown_safely(engine: Engine, subject: Subject) -> None:
    hostile = msgspec.structs.replace(
        subject, forms={"surname": "A\x1b[31m"}, deeds=(msgspec.structs.replace(subject.deeds[0], how="\x9b2J"),)
    )
    life = begin(engine, Origin("second", 9, {}, subject=hostile))
    found = decode(encode(Journal(engine).record(life, Cover(new_life(), "")))).subject
    assert found and found.forms["surname"].isprintable() and found.deeds[0].how.isprintable()


# --------------------------------------------------------------------------------------- a text, and back again


def test_a_ledger_written_as_text_is_read_back_and_gives_the_same_file(
    engine: Engine, subject: Subject, tmp_path: Path
) -> None:
    target = tmp_path / "friend.txt"
    export_ledger(engine, subject, target)
    text = target.read_text(encoding="utf-8")
    assert "kept_watch" in text and "Dremin" in text and text.isascii() and max(map(len, text.splitlines())) < 120
    assert "to be seen doing it" not in text, "why it was done is nobody's business"
    found = subject_in(engine, target)
    assert found == subject and file_of(engine, found, 3) == file_of(engine, subject, 3)
    with pytest.raises(SaveProblem):
        export_ledger(engine, subject, target)
    assert target.read_text(encoding="utf-8") == text


REFUSED: dict[str, Callable[[str], str]] = {
    "unknown act": lambda t: t.replace("act: kept_watch", "act: built_a_rocket"),
    "unknown person": lambda t: t.replace("to: captain", "to: commodore"),
    "unknown place": lambda t: t.replace("place: lamp_room", "place: moon"),
    "newer form": lambda t: t.replace("FORM 1", "FORM 2"),
    "another story": lambda t: t.replace("story: every-key", "story: other"),
    "a line of a megabyte": lambda t: t.replace("how: slowly", "how: " + "a" * 100_000),
    "markup in a name": lambda t: t.replace("surname: Dremin", "surname: [red]Dremin[/]"),
    "an escape in a name": lambda t: t.replace("surname: Dremin", "surname: Dre\x1b[31mmin"),
    "a name without an end": lambda t: t.replace("surname: Dremin", "surname: " + "Dre" * 40),
    "braces in a manner": lambda t: t.replace("how: slowly", "how: {subject.surname}"),
    "dates out of order": lambda t: t.replace("1961-04-12 20:00", "1961-04-12 06:00"),
    "no such date": lambda t: t.replace("1961-04-12 20:00", "1961-02-30 20:00"),
    "a value that cannot be": lambda t: t.replace("keeps candour: 20", "keeps candour: 2000"),
    "something that is not kept": lambda t: t.replace("keeps candour", "keeps nerve"),
    "a key that is not known": lambda t: t.replace("how: slowly", "run: rm -rf"),
    "no name": lambda t: t.replace("surname: Dremin\n", ""),
    "no deeds": lambda t: t[: t.index("[1961")] + "check: x\n",
    "too many deeds": lambda t: t.replace(
        "[1961-04-12 18:30]", "[1961-04-12 18:30]\nact: lied\nscene: x\n" * (MAX_DEEDS + 1) + "[1961-04-12 18:30]"
    ),
    "sealed by another": lambda t: t.replace("sealed: ", "sealed: %"),
    "an escape that was sealed": lambda t: t.replace(
        base64.b64encode(b"to be seen doing it").decode(), base64.b64encode(b"\x1b[31m").decode()
    ),
    "removed before the end": lambda t: t.replace("\n\n[", "\nremoved: 1961-04-12 06:00\n\n[", 1),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_bad_ledger_is_refused_in_one_sentence(engine: Engine, subject: Subject, what: str, tmp_path: Path) -> None:
    text = ledger_text(engine.head, subject)
    bad = REFUSED[what](text)
    assert bad != text
    file = tmp_path / "bad.txt"
    file.write_bytes(resealed(bad))
    with pytest.raises(SaveProblem) as raised:
        subject_in(engine, file)
    said = raised.value.message
    assert said.isprintable() and said.endswith(".") and said.count(". ") == 0 and len(said) < 200, said
    assert [path.name for path in tmp_path.iterdir()] == ["bad.txt"]


def test_a_changed_or_cut_ledger_is_noticed(engine: Engine, subject: Subject) -> None:
    text, dossier = ledger_text(engine.head, subject), dossier_of(engine)
    for bad in (text.replace("slowly", "slowlz"), text[:-40], text[: len(text) // 2], ""):
        with pytest.raises(SaveProblem):
            read_ledger(bad.encode(), engine.head, dossier)
    with pytest.raises(SaveProblem, match="larger"):
        read_ledger(b"a" * (MAX_BYTES + 1), engine.head, dossier)


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=400))
def test_no_bytes_bring_anything_but_a_sentence(engine: Engine, data: bytes) -> None:
    try:
        read_ledger(data, engine.head, dossier_of(engine))
    except SaveProblem as problem:
        assert problem.message.isprintable()
