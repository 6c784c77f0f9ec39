"""To begin anywhere with anything true: every setting, in words, with its bounds."""

from __future__ import annotations

import pytest
from bench_seen import now, options, prose, put
from conftest import Written

from starcity_game.authoring.workshop.concerned import concerned
from starcity_game.authoring.workshop.setting import Unfit
from starcity_game.authoring.workshop.workshop import settings_here


@pytest.mark.parametrize("name", ["shed", "yard.shed"])
def test_begin_at_any_scene_by_its_id_or_the_end_of_it(written: Written, name: str) -> None:
    shop = written.shop(scene=name, values=(("nerve", "2"), ("now", "1966-02-01 07:15"), ("knows.heavy", "yes")))
    assert shop.scene_id == "yard.shed" and "The stove is out." in prose(shop)
    assert (now(shop, "nerve"), now(shop, "knows.heavy")) == (2, True)


def test_the_state_is_that_of_arrival_so_the_scene_changes_it(written: Written) -> None:
    from starcity_game.story.calendar import parse_date

    shop = written.shop(scene="shed")
    start = now(shop, "now")
    assert start == 40  # a new life's clock, and the forty minutes that the scene takes
    shop.enter(shop.scene)
    assert now(shop, "now") == 80
    put(shop, "now", "1966-02-01 07:15")
    assert now(shop, "now") == parse_date("1966-02-01 07:15")


def test_a_value_is_as_it_was_set_whatever_the_page_does(written: Written) -> None:
    shop = written.shop()
    shop.choose("ask")
    put(shop, "candour", "20")
    assert now(shop, "candour") == 20
    shop.again()
    assert now(shop, "candour") == 25  # read again, the choice adds its five to the twenty


def test_options_and_text_follow_a_value(written: Written) -> None:
    shop = written.shop()
    assert options(shop)["open"] is False
    put(shop, "nerve", "10")
    assert options(shop)["open"] is True


def test_another_name_and_another_seed_from_the_same_page(written: Written) -> None:
    shop = written.shop()
    put(shop, "life.sex", "Male")
    assert now(shop, "sex") == "man"
    put(shop, "life.name", "1")
    assert "Andrei" in prose(shop)
    put(shop, "seed", "99")
    assert now(shop, "life.seed") == 99 and "Andrei" in prose(shop)


def test_facts_are_known_and_unknown_again(written: Written) -> None:
    from starcity_game.engine.view import notebook

    shop = written.shop()
    put(shop, "knows.heavy", "known")
    put(shop, "knows.warned", "yes")
    put(shop, "knows.heavy", "no")
    assert shop.version is not None and shop.page is not None
    assert [e.fact for e in notebook(shop.version.engine, shop.page.state)] == ["warned"]


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("nerve", "11", "out of bounds: `nerve` goes from 0 to 10"),
        ("nerve", "-1", "out of bounds"),
        ("nerve", "much", "takes a whole number, 0 to 10"),
        ("nerve", "9" * 5_000, "takes a whole number"),
        ("nerve", "٣", ""),
        ("sex", "womna", "did you mean woman"),
        ("place", "yrad", "did you mean yard"),
        ("now", "1966-02-30", "one of the calendar"),
        ("knows.heavy", "perhaps", "known or unknown"),
        ("caution", "40", "100 less `candour`"),
        ("nreve", "1", "did you mean nerve"),
        ("knows.\x1b[31m", "yes", "Nothing here is called"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_set(written: Written, name: str, words: str, said: str) -> None:
    shop = written.shop()
    before = shop.page
    if words == "٣":  # a digit of another script is a number all the same
        put(shop, name, words)
        assert now(shop, name) == 3
        return
    with pytest.raises(Unfit) as told:
        put(shop, name, words)
    assert said in str(told.value) and "\x1b" not in str(told.value) and len(str(told.value)) < 300
    assert shop.page is before


def test_every_setting_can_be_put_to_what_it_is(written: Written) -> None:
    from starcity_game.authoring.workshop import setting

    shop = written.shop()
    for one in settings_here(shop):
        before = now(shop, one.name)
        if before == "" and one.kind == "answer":
            continue
        shop.put(one.name, setting.read(one, setting.said(one, before)))
        assert now(shop, one.name) == before, one.name


def test_a_storylet_entered_directly_comes_back_to_its_hub(written: Written) -> None:
    shop = written.shop(scene="tea")
    assert "The tea tastes of the tin." in prose(shop)
    assert shop.scene_id == "yard.night" and options(shop) == {"sleep": True}


def test_a_scene_names_what_it_asks_for_and_changes(written: Written) -> None:
    shop = written.shop()
    assert shop.version is not None
    found = concerned(shop.version.head, shop.version.opened.scenes[shop.scene])
    assert found == {"nerve", "attention", "candour", "knows.heavy", "knows.warned", "now", "place"}


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"scene": "shde"}, "did you mean shed"),
        ({"volume": "colonel"}, "it has clerk, guard"),
        ({"values": (("nerve", "20"),)}, "out of bounds"),
        ({"values": (("nreve", "2"),)}, "did you mean nerve"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(written: Written, wish: dict[str, object], said: str) -> None:
    with pytest.raises(Unfit, match=said):
        written.shop(**wish)
