"""A copy of a small story that a test may write in, and an author's desk on it."""

from __future__ import annotations

import asyncio
import inspect
import shutil
from pathlib import Path

import pytest

from starcity_game.authoring.workshop.version import read
from starcity_game.authoring.workshop.watching import Watch
from starcity_game.authoring.workshop.workshop import Wish, Workshop
from starcity_game.bench.authors_desk import AuthorsDesk

SMALL = Path(__file__).parent.parent / "data" / "small"


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a coroutine test on a loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted}))
    return True


@pytest.fixture(autouse=True)
def nothing_of_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "TEXTUAL", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


class Written:
    """A story's folder under the hand of its author."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def edit(self, before: str, after: str, file: str = "yard.yaml") -> None:
        """Replace some text of a file; it has to be there."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    def line(self, words: str, file: str = "yard.yaml") -> int:
        """The number of the first line that holds some words, counted from 1."""
        lines = (self.folder / file).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if words in line)

    def shop(self, **wish: object) -> Workshop:
        """A sitting over it that began at 14:02."""
        return Workshop(self.folder, read(self.folder), "14:02", Wish(**wish))  # type: ignore[arg-type]

    def taken(self, shop: Workshop, moment: str = "14:05") -> Workshop:
        """`shop` after the files were read again."""
        shop.take(read(self.folder), moment)
        return shop

    def desk(self, **wish: object) -> AuthorsDesk:
        """An author's desk whose clock stands at 14:05."""
        watch = Watch(self.folder)
        return AuthorsDesk(self.shop(**wish), watch, lambda: "14:05", None)


@pytest.fixture
def written(tmp_path: Path) -> Written:
    shutil.copytree(SMALL, tmp_path / "small")
    return Written(tmp_path / "small")
