"""Whatever happens in random lives must be among what the proof leaves possible."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from proof_lives import contradictions, live
from proof_stories import Plain, Writer

from starcity_game.authoring.explore.proof import prove
from starcity_game.authoring.opened import opened

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("folder", ["tests/data/small", "tests/data/every-key", "tests/data/desk-story", "story"])
def test_nothing_that_happens_was_excluded(folder: str) -> None:
    story = opened(ROOT / folder)
    seen = live(story, 60, 200, Random(1))
    assert len(seen.items) > 10
    assert contradictions(prove(story), seen) == []


@pytest.mark.slow
@settings(
    max_examples=50, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(seed=st.integers(0, 2**40))
def test_nothing_that_happens_in_a_random_story_was_excluded(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form of the stories is not checked, so that some of them do break off, or run in circles."""
    monkeypatch.setattr("starcity_game.story.compiler.check_form", lambda *_: None)
    luck = Random(seed)
    written = yaml.dump(Writer(luck).story(), Dumper=Plain, sort_keys=False, width=1000)
    (tmp_path / "story.yaml").write_text(written, encoding="utf-8")
    story = opened(tmp_path)
    assert contradictions(prove(story), live(story, 12, 25, luck)) == []
