"""One table of commands, from which keys, palette, help and listing follow; and the settings file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from starcity_game.desk import commands, settings
from starcity_game.desk.reading_desk import Desk
from starcity_game.desk.settings import Settings


def test_no_two_commands_of_a_place_share_a_key() -> None:
    for place, table in commands.ALL.items():
        keys = [key for one in (*table, *commands.EVERYWHERE) for key in one.keys.split(",")]
        doubled = {key for key in keys if keys.count(key) > (2 if place == "Everywhere" else 1)}
        assert not doubled, (place, doubled)


def test_ids_are_unique_in_a_place_and_everything_is_explained() -> None:
    for table in commands.ALL.values():
        ids = [one.id for one in table]
        assert len(ids) == len(set(ids))
        assert all(one.title and one.help.endswith(".") for one in table)


def test_the_listing_names_every_command() -> None:
    listing = commands.listing()
    assert all(f"`{one.id}`" in listing for table in commands.ALL.values() for one in table)


async def test_every_binding_of_the_reading_desk_can_be_rebound_and_does_something(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)):
        screen = desk.screen
        for one in commands.PLAY:
            name = (one.action or "digit(1)").partition("(")[0]
            owner = desk if name.startswith("app.") else screen
            assert hasattr(owner, f"action_{name.removeprefix('app.')}"), one
        assert {one.id for one in commands.PLAY} <= {active.binding.id for active in screen.active_bindings.values()}


async def test_the_palette_offers_what_the_table_lists(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)):
        offered = {command.title for command in desk.get_system_commands(desk.screen)}
    listed = {c.title for c in (*commands.PLAY, *commands.EVERYWHERE) if c.listed and c.action}
    assert offered == listed


def test_settings_survive_the_disk(tmp_path: Path) -> None:
    wanted = Settings("night", 72, True, True, True, {"undo": "z"})
    assert settings.write(tmp_path / "new", wanted)
    assert settings.read(tmp_path / "new") == wanted
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"theme": 7, "measure": "wide"}',
        '{"measure": 66.0}',
        '{"keys": ["u"]}',
        "[" * 100_000,
        "\x00",
    ],
)
def test_a_settings_file_that_makes_no_sense_is_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_text(content)
    assert settings.read(tmp_path) == Settings()


def test_what_makes_sense_in_a_settings_file_is_used(tmp_path: Path) -> None:
    text = json.dumps({"theme": "paper", "measure": 9000, "changes": True, "new": 1, "keys": {"undo": "z", "save": 3}})
    (tmp_path / "settings.json").write_text(text)
    assert settings.read(tmp_path) == Settings(theme="paper", changes=True, keys={"undo": "z"})


def test_settings_that_cannot_be_kept_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not settings.write(tmp_path / "file", Settings())
    assert not settings.write(None, Settings())
