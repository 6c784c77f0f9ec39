"""A desk with the tests' own story, a fixed seed, and nothing of the user's."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from starcity_game.desk.reading_desk import Desk
from starcity_game.desk.session import Session
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.saves.shelf import Shelf
from starcity_game.story.load import load
from starcity_game.story.model import Story

STORY = Path(__file__).parent.parent / "data" / "desk-story"
FORMS = {
    "surname": "Lampina",
    "first": "Vera",
    "patronymic": "Ivanovna",
    "short": "Vera",
    "polite": "Vera Ivanovna",
    "full": "Lampina Vera",
    "label": "Lampina",
    "tender": "Vera",
}
ORIGIN = Origin("reader", 7, {"sex": "woman", "name": FORMS})


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a coroutine test on a loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted}))
    return True


@pytest.fixture(scope="session")
def story() -> Story:
    loaded = load(STORY)
    assert loaded.story is not None, [f.line_of_text() for f in loaded.findings]
    return loaded.story


@pytest.fixture(autouse=True)
def nothing_of_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "TEXTUAL", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def session(story: Story, tmp_path: Path) -> Iterator[Session]:
    made = Session(Engine(story), Shelf(tmp_path / "saves"))
    yield made
    made.put_away()


@pytest.fixture
def begun(session: Session) -> Session:
    session.begin(ORIGIN)
    return session


@pytest.fixture
def desk(begun: Session, tmp_path: Path) -> Desk:
    """The reading desk with a life on it."""
    return Desk(begun, tmp_path / "config", title=False, seed=7)


@pytest.fixture
def title(session: Session, tmp_path: Path) -> Desk:
    """The title page with an empty shelf."""
    return Desk(session, tmp_path / "config", title=True, seed=7)
