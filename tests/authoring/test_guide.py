"""The author's guide is true: its examples load and play, and its reference is the declared keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from starcity_game.authoring.codes import CODES
from starcity_game.authoring.reference import reference, rewritten
from starcity_game.engine.life import begin, choose
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.story.load import load

GUIDE = Path(__file__).parents[2] / "docs" / "authoring.md"
EXAMPLES = dict(re.findall(r"<!-- example: (\S+) -->\n```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S))


def test_the_guide_has_examples() -> None:
    assert len(EXAMPLES) >= 3


def test_the_reference_is_up_to_date() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert rewritten(text) == text, "run `make docs`"


def test_a_guide_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        rewritten("no marks")


def test_the_reference_names_every_code() -> None:
    assert all(f"| {code} |" in reference() for code in CODES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_loads_and_every_choice_of_it_plays_to_an_ending(name: str, tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(EXAMPLES[name], encoding="utf-8")
    loaded = load(tmp_path)
    assert [f.line_of_text() for f in loaded.findings] == []
    assert loaded.story
    engine = Engine(loaded.story)
    volume = next(iter(engine.head.volumes))
    waiting, ended = [begin(engine, Origin(volume, 1, {}))], 0
    while waiting:
        life = waiting.pop()
        assert life.sheet < 12
        if life.ended:
            ended += 1
            assert life.state.ended != "!"
        waiting += [choose(engine, life, option.id) for option in life.offer if option.open]
    assert ended > 1


def test_the_mistake_that_the_guide_shows_is_told_as_the_guide_says(tmp_path: Path) -> None:
    text = EXAMPLES["lift2/story.yaml"].replace("when: has_telephone", "when: has_telefone")
    (tmp_path / "story.yaml").write_text(text, encoding="utf-8")
    (finding,) = load(tmp_path).findings
    told = finding.line_of_text().split(" ", 1)[1]
    assert told in GUIDE.read_text(encoding="utf-8")
