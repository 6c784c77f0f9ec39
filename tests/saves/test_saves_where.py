"""Which folder is used, in odd environments too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from starcity_game.saves import where


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that does not lie in a checkout, and a home of its own."""
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    package = tmp_path / "site-packages" / "starcity_game"
    package.mkdir(parents=True)
    return package


@pytest.fixture
def cloned(tmp_path: Path, installed: Path) -> Path:
    """A package in a checkout."""
    package = tmp_path / "clone" / "src" / "starcity_game"
    package.mkdir(parents=True)
    (tmp_path / "clone" / "story").mkdir()
    (tmp_path / "clone" / "pyproject.toml").touch()
    return package


def test_a_checkout_is_used_when_running_in_one(cloned: Path, tmp_path: Path) -> None:
    assert where.saves_folder(None, cloned) == where.Place(tmp_path / "clone" / "saves")
    assert where.stories_folder(None, cloned) == tmp_path / "clone" / "story"


def test_this_test_runs_in_a_checkout() -> None:
    root = where.checkout()
    assert root and (root / "src" / "starcity_game").is_dir()


def test_elsewhere_the_users_own(installed: Path, tmp_path: Path) -> None:
    place = where.saves_folder(None, installed)
    assert place.writable and not place.notice
    assert place.path.is_relative_to(tmp_path / "home") and place.path.name == "saves"
    assert where.stories_folder(None, installed) == installed / "data" / "story"
    cache, config = where.cache_folder(), where.config_folder()
    assert cache and config and len({cache, config, place.path.parent}) == 3


def test_what_was_asked_for_wins(cloned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert where.saves_folder("here", cloned).path == tmp_path / "here"
    assert where.saves_folder("~/x", cloned).path == tmp_path / "home" / "x"
    assert where.stories_folder(Path("there"), cloned) == tmp_path / "there"


def test_a_folder_asked_for_that_cannot_be_used_is_said(tmp_path: Path, installed: Path) -> None:
    (tmp_path / "file").touch()
    place = where.saves_folder(tmp_path / "file", installed)
    assert (place.path, place.writable) == (tmp_path / "file", False)
    assert place.notice.endswith(".")


def test_a_first_choice_that_cannot_be_used_is_passed_over(cloned: Path, tmp_path: Path) -> None:
    (tmp_path / "clone" / "saves").touch()
    place = where.saves_folder(None, cloned)
    assert place.writable and place.path.is_relative_to(tmp_path / "home")
    assert "lives are kept in" in place.notice


@pytest.mark.parametrize("home", ["", "relative", "~"])
def test_an_impossible_home_leads_to_a_temporary_folder(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.setenv("HOME", home)
    monkeypatch.setattr(where.tempfile, "gettempdir", lambda: str(tmp_path))
    place = where.saves_folder(None, installed)
    assert place.writable and place.path.is_relative_to(tmp_path)
    assert "no home folder" in place.notice
    assert where.cache_folder() is None and where.config_folder() is None


def test_a_temporary_folder_of_somebody_else_is_not_used(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "")
    monkeypatch.setattr(where.tempfile, "gettempdir", lambda: str(tmp_path))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / f"starcity-{os.getuid()}").symlink_to(elsewhere)
    place = where.saves_folder(None, installed)
    assert not place.writable and "not saved" in place.notice


def test_without_home_and_in_a_deleted_folder_nothing_crashes(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    source = (
        f"import os, sys; sys.path[:0] = {[p for p in sys.path if p]!r}; os.rmdir({str(gone)!r})\n"
        "from starcity_game.saves import where\n"
        "print(where.saves_folder().path, where.saves_folder('rel').path, where.stories_folder('rel'))\n"
        "print(where.cache_folder(), where.config_folder())"
    )
    ran = subprocess.run([sys.executable, "-c", source], cwd=gone, env={}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
