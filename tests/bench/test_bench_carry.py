"""A story edited under the author: the place and the state are kept, whatever happens to the files."""

from __future__ import annotations

import pytest
from bench_seen import now, options, prose, put
from conftest import Written

from starcity_game.authoring.workshop.setting import Unfit


def test_changed_text_is_read_in_the_state_in_which_the_author_arrived(written: Written) -> None:
    shop = written.shop(seed=7)
    shop.choose("ask")
    assert (shop.scene_id, now(shop, "candour")) == ("yard.shed", 55)
    written.edit("- The stove is out.", "- '{candour > 50: The stove smokes.|The stove is out.} You are {you.first}.'")
    written.taken(shop)
    assert "The stove smokes. You are Anna." in prose(shop)
    assert "“For the cold,” says Belov." in prose(shop)  # the choice that led here is still part of the page
    assert (shop.scene_id, now(shop, "candour"), shop.notices) == ("yard.shed", 55, ())


def test_effects_are_not_counted_twice_however_often_the_files_are_read(written: Written) -> None:
    shop = written.shop()
    shop.choose("ask")
    before = now(shop, "now")
    for _ in range(3):
        written.edit("The stove is out", "The stove is out and out")
        written.taken(shop)
    assert "out and out and out and out." in prose(shop)
    assert (now(shop, "candour"), now(shop, "now"), now(shop, "place")) == (55, before, "shed")


def test_an_edited_effect_of_the_last_choice_is_seen(written: Written) -> None:
    shop = written.shop()
    shop.choose("ask")
    written.edit("set: candour += 5\n", "set: candour += 9\n")
    assert now(written.taken(shop), "candour") == 59


def test_a_broken_file_shows_its_faults_and_the_last_good_version_goes_on(written: Written) -> None:
    shop = written.shop()
    shop.choose("ask")
    before = prose(shop)
    written.edit("goto: finger", "goto: fingre")
    written.taken(shop)
    assert shop.broken and shop.moment == "14:02" and prose(shop) == before
    assert [(f.file, f.line > 0, f.code) for f in shop.findings] == [("yard.yaml", True, "E601")]
    shop.choose(next(iter(options(shop))))
    assert shop.scene_id == "yard.night" and "The paper cuts your finger" in prose(shop)
    written.edit("goto: fingre", "goto: finger")
    written.taken(shop, "14:09")
    assert not shop.broken and not shop.findings and shop.moment == "14:09"


@pytest.mark.parametrize("damage", ["scenes: [", "\x00", "- not a mapping", ""])
def test_no_damage_to_a_file_loses_the_page(written: Written, damage: str) -> None:
    shop = written.shop()
    shop.choose("ask")
    whole = (written.folder / "yard.yaml").read_text(encoding="utf-8")
    (written.folder / "yard.yaml").write_text(damage, encoding="utf-8")
    written.taken(shop)
    assert shop.broken and shop.findings and shop.scene_id == "yard.shed"
    (written.folder / "yard.yaml").write_text(whole, encoding="utf-8")
    assert written.taken(shop).scene_id == "yard.shed" and not shop.broken


def test_a_folder_that_goes_away_and_comes_back(written: Written) -> None:
    shop = written.shop(scene="shed")
    away = written.folder.rename(written.folder.with_name("away"))
    assert written.taken(shop).broken and shop.findings[0].code == "E120"
    away.rename(written.folder)
    assert not written.taken(shop).broken and shop.scene_id == "yard.shed"


def test_a_scene_that_has_gone_gives_the_page_before_it(written: Written) -> None:
    shop = written.shop()
    shop.choose("ask")
    text = (written.folder / "yard.yaml").read_text(encoding="utf-8")
    shed = text[text.index("  shed:\n") : text.index("  finger:\n")]
    written.edit(shed, "")
    written.edit("goto: shed", "goto: finger")
    written.taken(shop)
    assert shop.scene_id == "yard.gate"
    assert shop.notices == ("The scene `yard.shed` is no longer there; you stand on the page before it.",)
    shop.choose("ask")
    assert "“For the cold,” says Belov." in prose(shop)


def test_a_scene_with_another_id_is_found_by_its_former_one(written: Written) -> None:
    shop = written.shop()
    shop.choose("ask")
    written.edit("goto: shed", "goto: hovel")
    written.edit("  shed:\n    at:", "  hovel:\n    was: shed\n    at:")
    written.taken(shop)
    assert (shop.scene_id, shop.notices, now(shop, "candour")) == ("yard.hovel", (), 55)


def test_a_choice_that_has_gone_leaves_the_author_where_it_led(written: Written) -> None:
    shop = written.shop()
    shop.choose("ask")
    text = (written.folder / "yard.yaml").read_text(encoding="utf-8")
    ask = text[text.index("      - id: ask\n") : text.index("      - id: open\n")]
    written.edit(ask, "")
    written.taken(shop)
    assert shop.scene_id == "yard.shed" and "The stove is out." in prose(shop)
    assert "“Ask Belov what the glove is for.” is no longer there" in shop.notices[0]
    assert shop.undo() and shop.scene_id == "yard.gate"


def test_a_choice_that_is_closed_now_was_taken_all_the_same(written: Written) -> None:
    shop = written.shop()
    shop.choose("ask")
    written.edit("      - id: ask\n", "      - id: ask\n        when: nerve > 9\n")
    written.taken(shop)
    assert shop.scene_id == "yard.shed" and now(shop, "candour") == 55


def test_a_choice_that_leads_elsewhere_now_says_so(written: Written) -> None:
    shop = written.shop()
    shop.choose("ask")
    written.edit("says Belov.\n        goto: shed", "says Belov.\n        goto: morning")
    written.taken(shop)
    assert (shop.scene_id, shop.notices) == ("yard.morning", ("This now leads to `yard.morning`.",))


def test_choices_can_be_taken_back_after_an_edit(written: Written) -> None:
    shop = written.shop()
    shop.choose("ask")
    written.edit("The yard is white", "The yard is grey")
    written.taken(shop)
    assert shop.undo() and "The yard is grey" in prose(shop) and now(shop, "candour") == 50
    assert not shop.undo()


def test_a_new_variable_has_its_beginning_and_one_that_is_gone_is_said(written: Written) -> None:
    shop = written.shop()
    put(shop, "attention", "3")
    written.edit(
        "  attention: {number: 0, min: 0, max: 4, label: you are, show: words, "
        "words: [unremarked, noted, followed, opened, ripe]}",
        "  patience: {number: 3, min: 0, max: 4}", "story.yaml",
    )  # fmt: skip
    written.edit("[attention += 1, nerve -= 1]", "nerve -= 1")
    written.taken(shop)
    assert now(shop, "patience") == 3
    assert shop.notices == ("The story no longer keeps “attention”.",)
    with pytest.raises(Unfit, match="attention"):
        put(shop, "attention", "3")


def test_what_was_set_on_the_page_still_holds_after_an_edit(written: Written) -> None:
    shop = written.shop()
    put(shop, "nerve", "10")
    assert options(shop)["open"]
    written.edit("The yard is white", "The yard is grey")
    written.taken(shop)
    assert now(shop, "nerve") == 10 and options(shop)["open"] and "The yard is grey" in prose(shop)


def test_narrower_bounds_let_go_of_a_value_that_no_longer_fits(written: Written) -> None:
    shop = written.shop()
    put(shop, "nerve", "10")
    written.edit("nerve: {number: 5, min: 0, max: 10", "nerve: {number: 5, min: 0, max: 9", "story.yaml")
    written.taken(shop)
    assert now(shop, "nerve") == 5 and "nerve" in shop.notices[0]


def test_a_volume_that_is_gone_gives_the_first(written: Written) -> None:
    shop = written.shop(volume="guard")
    assert shop.scene_id == "yard.hut"
    text = (written.folder / "story.yaml").read_text(encoding="utf-8")
    guard = text[text.index("  guard:\n") : text.index("variables:\n")]
    written.edit(guard, "", "story.yaml")
    written.taken(shop)
    assert shop.page is not None and shop.page.state.origin.volume == "clerk"


def test_a_story_that_is_broken_at_first_begins_as_wished_when_it_is_mended(written: Written) -> None:
    written.edit("goto: finger", "goto: fingre")
    shop = written.shop(scene="shed", values=(("nerve", "2"),))
    assert shop.broken and shop.page is None and shop.version is None and shop.findings
    written.edit("goto: fingre", "goto: finger")
    written.taken(shop)
    assert shop.scene_id == "yard.shed" and now(shop, "nerve") == 2


def test_a_wish_that_the_mended_story_cannot_fulfil_is_said(written: Written) -> None:
    written.edit("goto: finger", "goto: fingre")
    shop = written.shop(scene="shde")
    written.edit("goto: fingre", "goto: finger")
    written.taken(shop)
    assert shop.scene_id == "yard.gate" and "did you mean shed?" in shop.notices[0]


def test_fifty_pages_back_and_an_edit(written: Written) -> None:
    shop = written.shop()
    for _ in range(25):
        shop.enter(0)
        shop.choose("ask")
    written.edit("The yard is white", "The yard is grey")
    written.taken(shop)
    back = 0
    while shop.undo():
        back += 1
    assert back == 40
