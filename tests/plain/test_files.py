"""Files and years in plain mode: which one is opened, how it is read, and how a ledger travels to a friend."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from starcity_game.engine.dossier.subjects import first_subject
from starcity_game.engine.life import begin, choose
from starcity_game.engine.play import Engine
from starcity_game.engine.questionnaire import Answers, given, next_question
from starcity_game.engine.state import Deed, Origin, entries
from starcity_game.plain.game import Wish, run
from starcity_game.saves.shelf import Shelf
from starcity_game.saves.where import Place
from starcity_game.story.load import load

EVERY_KEY = Path(__file__).parents[1] / "data" / "every-key"
Officer = Callable[..., str]
READ = ("1", "1")  # every question of the volume `second` is a content note
KEEPER = ("1", "1", "1")


@pytest.fixture(scope="module")
def engine() -> Engine:
    loaded = load(EVERY_KEY)
    assert loaded.story is not None, loaded.findings
    return Engine(loaded.story)


@pytest.fixture
def saves(tmp_path: Path) -> Path:
    return tmp_path / "saves"


@pytest.fixture
def officer(engine: Engine, saves: Path) -> Officer:
    """Plays a script in a volume and gives the transcript."""

    def play(*script: str, volume: str = "second", seed: int | None = 7) -> str:
        out = io.StringIO()
        typed = io.BytesIO("".join(line + "\n" for line in script).encode())
        assert run(engine, Place(saves), Wish(volume, seed, True), typed, out, False) == 0
        return out.getvalue()

    return play


def lives(saves: Path) -> dict[str, object]:
    """Every life on the shelf, by its volume."""
    shelf = Shelf(saves)
    return {entry.volume: shelf.read(entry.id) for entry in shelf.entries()}


def flat(text: str) -> str:
    """A transcript as one line."""
    return " ".join(text.split())


def way(engine: Engine, volume: str) -> tuple[str, ...]:
    """Numbers to type from the first page of a life with seed 7 to an ending, with something done on the way."""
    answers: Answers = {}
    while asked := next_question(engine, volume, answers):
        answers[asked.question.id] = given(asked, 1)
    subject = first_subject(engine, volume)
    for dice in map(random.Random, range(200)):
        life, typed = begin(engine, Origin(volume, 7, answers, subject=subject)), list[str]()
        while not life.ended and len(typed) < 60:
            options = [option for option in life.offer if option.open]
            number = dice.randrange(len(options))
            typed.append(str(number + 1))
            life = choose(engine, life, options[number].id)
        deeds = [deed for deed in entries(life.state.ledger) if isinstance(deed, Deed)]
        if life.ended and (volume == "second" or any(deed.act == "kept_watch" for deed in deeds)):
            return tuple(typed)
    raise AssertionError("no way to an ending")


def finish(officer: Officer, engine: Engine, volume: str, *before: str) -> str:
    """Bring a life of a volume to its ending."""
    out = officer(*before, *way(engine, volume), volume=volume)
    assert "The end: " in out, out[-600:]
    return out


def test_the_files_that_there_are_are_listed_and_one_is_opened(officer: Officer) -> None:
    transcript = officer("1", *READ, "file", "file 2", "file 99", "status")
    assert "-- Whose file do you open?" in transcript
    assert "  1  The one who slept (A short ledger.)" in transcript
    assert "  2  Six questions in the archive reading room\n  3  A ledger from a friend" in transcript
    assert "-- File No. 4. `file` and a number lays a sheet before you" in transcript
    inventory = transcript.split("-- File No. 4.")[1].split("> file 2")[0]
    assert "  2  12.04.61 " in inventory and ", as on sheet 2" in inventory
    assert "come from one" not in inventory, "what is to be concluded is not said"
    sheet = transcript.split("> file 2")[1].split("> file 99")[0]
    assert "Foma kept the watch" in flat(sheet)
    assert "-- There is no sheet 99. There are 2 to " in transcript


def test_what_only_the_author_knows_is_not_shown(officer: Officer, engine: Engine) -> None:
    dossier = engine.story.dossier
    assert dossier
    inventory = officer("1", *READ, "file").split("-- File No. 4.")[1]
    for told in ("watch_literal", "literal", "false", "shown"):
        assert told not in inventory


def test_the_interview_gives_a_file_and_can_be_gone_back_in(officer: Officer) -> None:
    transcript = officer("2", "1", "back", "back", "2", "1", "1", *READ, "file")
    assert transcript.count("The keeper of the archive has a form.") == 2
    assert transcript.count("Of whom?") == 3 and "Was it lit?" in transcript
    assert "-- File No. 4." in transcript


def test_a_finished_life_can_be_opened_and_the_world_is_the_same(officer: Officer, engine: Engine, saves: Path) -> None:
    finish(officer, engine, "first", *KEEPER)
    (keeper,) = lives(saves).values()
    transcript = officer("1", *READ, "1", seed=99)
    assert "-- It is the same world: the seed is that of the life whose file this is." in flat(transcript)
    record = lives(saves)["second"]
    assert record.seed == keeper.seed == 7 and record.subject is not None  # type: ignore[attr-defined]


def test_years_that_an_officer_left_behind_can_be_lived_in(officer: Officer, engine: Engine, saves: Path) -> None:
    assert "Whose years are these?" not in officer(*KEEPER, volume="first")
    finish(officer, engine, "second", "1", *READ)
    transcript = officer("2", *KEEPER, "1", volume="first", seed=99)
    assert "-- Whose years are these?" in transcript and "  1  New ones" in transcript
    assert "whose years these are." in flat(transcript)
    record = lives(saves)["first"]
    assert record.seed == 7 and record.hooks == {"warned": True, "moved": "nobody"}  # type: ignore[attr-defined]


def test_a_ledger_is_written_once_and_opened_by_a_friend(officer: Officer, tmp_path: Path, engine: Engine) -> None:
    target = tmp_path / "friend.txt"
    write = f"ledger {target}"
    transcript = officer(*KEEPER, write, *way(engine, "first"), write, write, volume="first")
    assert "-- There is no ledger of this life: it is not over" in flat(transcript)
    assert transcript.count("The ledger is written to") == 1, "it was written over"
    assert "something else has that name." in flat(transcript)
    written = target.read_bytes()
    opened = officer("4", str(target), *READ, "file")
    assert "-- File No. 4." in opened and target.read_bytes() == written


BAD: dict[str, Callable[[str], bytes]] = {
    "unknown act": lambda text: text.replace("kept_watch", "kept_cows").encode(),
    "another version": lambda text: text.replace(" 1\n", " 9\n", 1).encode(),
    "one line of a megabyte": lambda _: b"x" * 1_000_000,
    "an escape in a name": lambda text: text.replace("Lunin", "Lu\x1b[31mnin").encode(),
    "no text": lambda _: b"\xff\xfe\x00",
    "empty": lambda _: b"",
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_ledger_is_refused_in_a_sentence_and_nothing_changes(
    kind: str, officer: Officer, engine: Engine, tmp_path: Path, saves: Path
) -> None:
    good = tmp_path / "good.txt"
    officer(*KEEPER, *way(engine, "first"), f"ledger {good}", volume="first")
    before = {path: path.read_bytes() for path in saves.rglob("*") if path.is_file()}
    bad = tmp_path / "bad.txt"
    data = BAD[kind](good.read_text())
    assert data != good.read_bytes(), "the test has made nothing bad"
    bad.write_bytes(data)
    transcript = officer("4", str(bad), "quit")
    refusal = transcript.split("Where is it? ")[1]
    assert "Whose file do you open?" in refusal, "it is asked again"
    sentence = refusal.split("-- Whose file")[0].strip()
    assert 0 < len(sentence) < 400 and "Traceback" not in sentence and "\x1b" not in sentence
    assert {path: path.read_bytes() for path in saves.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("path", ["/", "nowhere/at/all", "."])
def test_what_is_no_file_is_refused_too(path: str, officer: Officer) -> None:
    refusal = officer("3", path, "quit").split("Where is it? ")[1]
    assert "-- Whose file do you open?" in refusal and "Traceback" not in refusal


def test_an_opened_file_survives_a_reload_after_every_choice(officer: Officer, engine: Engine, saves: Path) -> None:
    whole = officer("1", *READ, "2", "file")
    again = io.StringIO()
    typed = io.BytesIO(b"1\nfile\n")
    assert run(engine, Place(saves), Wish(), typed, again, False) == 0
    assert (
        whole.split("-- File No. 4.")[1].split("[sheet")[0]
        == again.getvalue().split("-- File No. 4.")[1].split("[sheet")[0]
    )
