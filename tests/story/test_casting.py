"""The sections `casting` and `clues`: what they declare, what expressions make of it, and every fault."""

from __future__ import annotations

import pytest
from written import load_text, only

from starcity_game.engine.events import Prose, plain
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.story.model import Casting

PEOPLE = """
people:
  anna: {forms: {short: Anya, tender: Anechka}, attributes: {woman: true, years: 30}}
  boris: {forms: {short: Borya}, attributes: {woman: false, years: 50, rank: 2}}
  clara: {forms: {short: Klara}, attributes: {woman: true, years: 40, rank: major}}
"""
ROLES = """
casting:
  channels: [paper, place]
  roles:
    thief: {label: T, candidates: [anna, boris, clara]}
    liar: {label: L, candidates: [boris, clara], suspects: [anna]}
  conclusions: {thief: {role: thief, volumes: v}, liar: {role: liar, volumes: w}}
"""
CLUE = "text: x, fact: f, volume: v, episode: 1, channel: paper"
END = "\nendings: {over: {title: O, parts: [Over.]}}\n"
START = "\nscenes: {start: {end: over}}\n"


def cast_of(text: str) -> Casting:
    loaded = load_text(text + START + END)
    assert loaded.findings == () and loaded.story is not None
    assert loaded.story.head.casting is not None
    return loaded.story.head.casting


def people_of(casting: Casting) -> list[tuple[str, ...]]:
    return [casting.people(n) for n in range(len(casting.casts))]


def read(prose: str, seed: int) -> tuple[str, dict[str, str]]:
    """What the first scene says with this seed, and the cast."""
    loaded = load_text(f"{PEOPLE}{ROLES}scenes:\n  start:\n    text: |\n      {prose}\n    end: over\n{END}")
    assert loaded.story is not None, loaded.findings
    engine = Engine(loaded.story)
    turn = engine.begin(Origin("v", seed, {}))
    casting = loaded.story.head.casting
    assert casting
    said = next(plain(event.spans) for event in turn.events if isinstance(event, Prose))
    return said.strip(), {role.id: str(turn.state.values[role.slot]) for role in casting.roles}


def test_nobody_has_two_roles_and_every_other_combination_is_a_cast() -> None:
    assert people_of(cast_of(PEOPLE + ROLES)) == [
        ("anna", "boris"), ("anna", "clara"), ("boris", "clara"), ("clara", "boris"),
    ]  # fmt: skip


def test_with_different_false_somebody_may_have_two() -> None:
    casting = cast_of(PEOPLE + ROLES.replace("  channels", "  different: false\n  channels"))
    assert len(casting.casts) == 6 and ("boris", "boris") in people_of(casting)


def test_what_never_and_where_forbid_is_no_cast() -> None:
    never = ROLES + "  never: [{thief: anna, liar: boris}, {liar: clara, thief: boris}]\n"
    assert people_of(cast_of(PEOPLE + never)) == [("anna", "clara"), ("clara", "boris")]
    where = ROLES + '  where: [cast.thief.woman, "cast.liar.years >= 50"]\n'
    assert people_of(cast_of(PEOPLE + where)) == [("anna", "boris"), ("clara", "boris")]


def test_a_form_or_attribute_is_that_of_whoever_was_cast() -> None:
    short = {"anna": "Anya", "boris": "Borya", "clara": "Klara"}
    seen = set()
    for seed in range(40):
        said, cast = read("{cast.thief.short} {cast.thief.woman: she|he} {cast.thief.years + 1} {cast.liar}", seed)
        years = {"anna": 31, "boris": 51, "clara": 41}[cast["thief"]]
        pronoun = "he" if cast["thief"] == "boris" else "she"
        assert said == f"{short[cast['thief']]} {pronoun} {years} {cast['liar']}"
        seen.add((cast["thief"], cast["liar"]))
    assert len(seen) == 4


def test_roles_may_be_compared_with_people_and_with_each_other() -> None:
    prose = '{cast.thief == "anna": a|-} {cast.thief in ["boris", "clara"]: bc|-} {cast.thief == cast.liar: same|-}'
    for seed in range(10):
        said, cast = read(prose, seed)
        assert said == ("a - -" if cast["thief"] == "anna" else "- bc -")


def test_somebody_whose_forms_are_dealt_may_be_cast_too() -> None:
    text = """
people:
  inspector: {variants: [{forms: {they: he}}, {forms: {they: she}}]}
casting: {roles: {thief: {label: T, candidates: [inspector]}}}
scenes: {start: {text: "{cast.thief.they}={inspector.they}", end: over}}
"""
    loaded = load_text(text + END)
    assert loaded.story is not None
    seen = set()
    for seed in range(20):
        prose, _ = [e for e in Engine(loaded.story).begin(Origin("v", seed, {})).events if isinstance(e, Prose)]
        one, two = plain(prose.spans).split("=")
        assert one == two
        seen.add(one)
    assert seen == {"he", "she"}


@pytest.mark.parametrize(
    ("scene", "code", "hint", "message"),
    [
        ("choices: [{label: A, when: 'cast.thief == ⟪\"ana\"'}]", "E306", "anna", ""),
        ("choices: [{label: A, when: '⟪cast.theif == \"anna\"'}]", "E304", "cast.thief", ""),
        ("choices: [{label: A, when: 'cast.liar == ⟪\"anna\"'}]", "E306", "boris", ""),
        ("set: '⟪cast.thief = \"anna\"'", "E310", "", ""),
        ("set: '⟪cast.thief.years = 2'", "E310", "", ""),
        ("text: '{⟪cast.thief.tender}'", "E304", "", "boris, who may be `thief`, has no `tender`"),
        ("text: '{⟪cast.liar.rank}'", "E304", "", "it is a number and a text, by who is `liar`"),
        ("text: '{⟪cast.thief.hat}'", "E304", "", "unknown name"),
    ],
)
def test_a_word_about_the_cast_that_is_wrong(scene: str, code: str, hint: str, message: str) -> None:
    only(f"{PEOPLE}{ROLES}{END}scenes: {{start: {{{scene}, end: over}}}}", code, hint, message)


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ("candidates: [anna, boris", "candidates: [⟪ana, anna, boris", "E602", "anna"),
        ("  conclusions", "    fool: {label: F, candidates: ⟪[]}\n  conclusions", "E620", ""),
        ("role: thief, volumes", "role: ⟪theif, volumes", "E621", "thief"),
        ("  channels", "  never: [{⟪lair: boris}]\n  channels", "E621", "liar"),
        ("  channels", "  never: [{liar: ⟪klara}]\n  channels", "E621", "clara"),
        ("  channels", "  where: ⟪nowhere\n  channels", "E304", ""),
        ("  channels", "  where: ⟪seen.start\n  channels", "E623", "settled before"),
        ("  roles:\n    ", "  where: cast.thief.years > 90\n  roles:\n    ⟪", "E620", "loosen"),
        ("volumes: v}", "volumes: v, answers: ⟪{anna: a, boris: b}}", "E623", "every candidate"),
        ("volumes: v}", "volumes: v, answers: {anna: a, boris: b, clara: c, ⟪dora: d}}", "E621", ""),
        ("  channels", "  ⟪chanels: [paper]\n  channels", "E501", "channels"),
    ],
)
def test_a_casting_that_is_wrong(old: str, new: str, code: str, hint: str) -> None:
    text = f"{PEOPLE}{ROLES}{START}{END}"
    assert old in text
    only(text.replace(old, new, 1), code, hint)


@pytest.mark.parametrize(
    ("clue", "code", "hint"),
    [
        ("text: x, fact: ⟪g, volume: v, episode: 1, channel: paper", "E622", ""),
        ("text: x, fact: ⟪ff, volume: v, episode: 1, channel: paper", "E622", "f"),
        ("text: x, fact: f, volume: ⟪x, episode: 1, channel: paper", "E621", ""),
        ("text: x, fact: f, volume: v, episode: ⟪0, channel: paper", "E504", ""),
        ("text: x, fact: f, volume: v, episode: 1, channel: ⟪papre", "E621", "paper"),
        (f"{CLUE}, rests_on: [⟪other]", "E621", ""),
        (f"{CLUE}, rules: {{⟪theif: anna}}", "E621", "thief"),
        (f"{CLUE}, rules: {{thief: ⟪dora}}", "E621", ""),
        (f"{CLUE}, points: {{thief: ⟪dora}}", "E602", ""),
        (f"{CLUE}, when: '⟪cast.thief'", "E305", ""),
        (f"{CLUE}, when: ⟪knows.f", "E623", ""),
    ],
)
def test_a_clue_that_is_wrong(clue: str, code: str, hint: str) -> None:
    only(f"facts: {{f: F.}}{PEOPLE}{ROLES}clues: {{one: {{{clue}}}}}{START}{END}", code, hint)


def test_a_clue_that_leaves_nobody() -> None:
    text = f"facts: {{f: F.}}{PEOPLE}{ROLES}clues:\n  one: ⟪{{{CLUE}, rules: {{liar: anna}}, clears: {{liar: anna}}}}"
    only(f"{text}{START}{END}", "E623", "somebody holds", "leaves nobody")


def test_clues_need_a_casting_and_one_casting_is_enough() -> None:
    only(f"facts: {{f: F.}}\nclues:\n  ⟪one: {{{CLUE}}}{START}{END}", "E621", "", "no `casting`")
    named = f"{PEOPLE}{START}{END}variables: {{cast: {{flag: true}}}}\n"
    only(named + "casting: ⟪{roles: {t: {label: T, candidates: anna}}}", "E512")


def test_a_fact_that_is_only_planned_need_not_be_declared() -> None:
    clue = CLUE.replace("fact: f", "fact: later, planned: true")
    assert load_text(f"{PEOPLE}{ROLES}clues: {{one: {{{clue}}}}}{START}{END}").findings == ()


def test_too_many_casts_are_refused_soon() -> None:
    people = ", ".join(f"p{n}: {{forms: {{short: P}}}}" for n in range(30))
    names = ", ".join(f"p{n}" for n in range(30))
    roles = ", ".join(f"r{n}: {{label: R, candidates: [{names}]}}" for n in range(8))
    loaded = load_text(f"people: {{{people}}}\ncasting: {{roles: {{{roles}}}}}{START}{END}")
    assert [f.code for f in loaded.findings] == ["E620"]
