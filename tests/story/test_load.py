"""Loading whole stories: every key, every fault in one run, hostile text, and mutations of a story that works."""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from written import EVERY_KEY, HEAD, SMALL, load_files, load_text, marked

from starcity_game.authoring.codes import CODES
from starcity_game.engine.events import Ended, Paper, Prose, Stuck
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.story import keys
from starcity_game.story.diagnostics import Findings
from starcity_game.story.load import Loaded, load
from starcity_game.story.nodes import Mapping, Node, Scalar
from starcity_game.story.nodes import Sequence as List
from starcity_game.story.read_yaml import read_yaml

FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(EVERY_KEY.glob("*.yaml"))}

# ------------------------------------------------------------------------------------------ every key


def roots() -> dict[str, Mapping]:
    """The files of the story that uses every key, as nodes."""
    found = {}
    for name, text in FILES.items():
        root = read_yaml(text.encode(), name, Findings())
        assert root is not None
        found[name] = root
    return found


def values(node: Node | None, key: str) -> list[Node]:
    """The values of a key in a mapping; none where there is no such."""
    return [node.entries[key][1]] if isinstance(node, Mapping) and key in node.entries else []


def members(nodes: list[Node]) -> list[Node]:
    """The values of free keys, or the members of lists; a node that is neither is one itself."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Mapping):
            found += [value for _, value in node.entries.values()]
        else:
            found += node.items if isinstance(node, List) else [node]
    return found


def listed(nodes: list[Node]) -> list[Node]:
    """The members of lists; anything else is a list of itself."""
    return [item for node in nodes for item in (node.items if isinstance(node, List) else [node])]


def under(nodes: list[Node], key: str) -> list[Node]:
    """The values of a key in several mappings."""
    return [value for node in nodes for value in values(node, key)]


def used() -> dict[str, list[Node]]:
    """Every mapping of the story that uses every key, by the name of its table."""
    files = roots()
    tops: list[Node] = [*files.values()]

    def section(name: str) -> list[Node]:
        return members(under(tops, name))

    found: dict[str, list[Node]] = {"story.yaml": [files["story.yaml"]], "any file": tops, "a scene": section("scenes")}
    bodies, waiting, choices = [], found["a scene"][:], []
    while waiting:
        body = waiting.pop()
        bodies.append(body)
        options = listed(values(body, "choices"))
        choices += options
        waiting += [*options, *listed(values(body, "then"))]
        waiting += [inner for key in ("success", "failure", "skip") for inner in values(body, key)]
    texts_of = [*under(bodies, "text"), *section("pieces")]
    entries = [e for text in texts_of if isinstance(text, List) for e in text.items if isinstance(e, Mapping)]
    people, volumes = section("people"), section("volumes")
    questions = listed(under(volumes, "questionnaire"))
    found |= {
        "a body": bodies,
        "a choice": choices,
        "at": under(bodies, "at"),
        "act": listed(under(bodies, "act")),
        "draw": under(bodies, "draw"),
        "call": under(bodies, "call"),
        "episode": under(bodies, "episode"),
        "an entry of a text list": entries,
        "a document": [*section("documents"), *(d for d in under(entries, "document") if isinstance(d, Mapping))],
        "a variable": section("variables"),
        "a person": people,
        "a variant of a person": listed(under(people, "variants")),
        "a place": section("places"),
        "a fact": section("facts"),
        "an entry of acts": section("acts"),
        "a deck": section("decks"),
        "an ending": section("endings"),
        "a part of an ending": listed(under(section("endings"), "parts")),
        "a volume": volumes,
        "a question": questions,
        "an answer": listed(under(questions, "options")),
        "a player": section("players"),
        "check in story.yaml": values(files["story.yaml"], "check"),
        "casting": under(tops, "casting"),
        "a role of the casting": members(under(under(tops, "casting"), "roles")),
        "a conclusion": members(under(under(tops, "casting"), "conclusions")),
        "a clue": section("clues"),
        **machines(tops, section("systems"), bodies),
        **files_of(tops, section),
    }
    return found


def files_of(tops: list[Node], section: Callable[[str], list[Node]]) -> dict[str, list[Node]]:
    """The mappings of what files are made of."""
    reports, interviews = section("reports"), under(tops, "interview")
    questions = listed(under(interviews, "questions"))
    return {
        "an observer": section("observers"),
        "a manner": section("manners"),
        "a report": reports,
        "false": under(reports, "false"),
        "file": under(tops, "file"),
        "a recall": section("recalls"),
        "a hook": section("hooks"),
        "an engineer": section("engineers"),
        "a deed": listed(under(section("engineers"), "deeds")),
        "interview": interviews,
        "a question of the interview": questions,
        "an answer of the interview": listed(under(questions, "answers")),
        "a deed of the interview": listed(under(interviews, "deeds")),
    }


def machines(tops: list[Node], systems: list[Node], bodies: list[Node]) -> dict[str, list[Node]]:
    """Every mapping of the machine, its flight and its programme, by the name of its table."""
    flights, programmes = under(tops, "flight"), under(tops, "programme")
    steps = members(under(flights, "steps"))
    chains = members(under(steps, "chains"))
    return {
        "a system": systems,
        "a defect": members(under(systems, "defects")),
        "a test": members(under(systems, "tests")),
        "a repair": members(under(systems, "repairs")),
        "flight": flights,
        "a plan": members(under(flights, "plans")),
        "a step": steps,
        "a chain": chains,
        "a cause": listed(under(chains, "causes")),
        "copes": under(chains, "copes"),
        "fly": under(bodies, "fly"),
        "programme": programmes,
        "a period": listed(under(programmes, "periods")),
        "a way to decide": members(members(under(programmes, "decisions"))),
        "an entry of flies": listed(under(programmes, "flies")),
        "a policy": members(under(programmes, "policies")),
        "an outcome": members(under(programmes, "outcomes")),
        "an aim": listed(under(programmes, "aims")),
    }


USED = used()


@pytest.mark.parametrize("table", keys.TABLES)
def test_the_story_that_uses_every_key_uses_every_key(table: str) -> None:
    present = {key for node in USED[table] if isinstance(node, Mapping) for key in node.entries}
    of_bodies = set() if table == "a body" else set(keys.BODY)  # a scene and a choice are bodies with more keys
    wanted = set(keys.TABLES[table])
    assert (wanted - of_bodies if of_bodies <= wanted else wanted) - present == set()


def test_every_short_way_of_writing_is_used_too() -> None:
    for table in ("a place", "a fact", "an entry of acts", "call"):
        assert any(isinstance(node, Scalar) for node in [*USED[table], *under(USED["a body"], "call")]), table


def test_every_table_is_looked_at() -> None:
    assert set(USED) == set(keys.TABLES)


def test_it_loads_without_findings_and_plays_to_each_of_its_endings() -> None:
    loaded = load(EVERY_KEY)
    assert loaded.findings == () and loaded.story is not None
    engine, reached = Engine(loaded.story), set()
    for seed in range(60):
        dice = random.Random(seed)
        turn = engine.begin(Origin("first", seed, {}))
        for _ in range(400):
            if turn.state.ended:
                break
            turn = engine.play(turn.state, dice.choice([o for o in turn.offer if o.open]))
        assert isinstance(turn.events[-1], Ended)
        reached.add(turn.state.ended)
    assert reached == set(loaded.story.head.endings)


# ---------------------------------------------------------------------------------- all faults at once


def test_all_faults_of_a_story_in_one_run() -> None:
    first, first_at = marked("""
variables:
  x: {number: ⟪one}
  y: {pair: [y, z]}
⟪sceness: {}
people:
  vera: {⟪form: {first: Vera}}
conditions:
  c: ⟪q > 1
scenes:
  start:
    at: {date: ⟪yesterday}
    set: ⟪k = 1
    text: |
      One {⟪vera.surname} and
      two {⟪k}.
    check: {⟪nothing: 3}
    choices:
      - label: a
        goto: ⟪nowhere
      - label: b
        learn: ⟪nothing
        end: ⟪nothing
""")
    second, second_at = marked("""
scenes:
  two:
    choices:
      - label: "One: ⟪{"
        when: ⟪k
        goto: start
  three:
    advance: ⟪soon
    goto: start
""")
    first = first.replace("{vera.surname}", "{y > 3: a|b}{vera.surname}")
    loaded = load_files({"story.yaml": HEAD, "a.yaml": first, "b.yaml": second})
    assert loaded.story is None
    found = {(f.file, f.line) for f in loaded.findings}
    lines = {("a.yaml", line) for line, _ in first_at} | {("b.yaml", line) for line, _ in second_at}
    assert lines <= found, [f.line_of_text() for f in loaded.findings]
    assert list(loaded.findings) == sorted(loaded.findings), "in the order of the files"
    assert all(re.fullmatch(r"[ab]\.yaml:\d+(:\d+)?: [EW]\d{3} .+", f.line_of_text()) for f in loaded.findings)


def test_a_syntax_error_in_one_scene_leaves_the_rest_checked() -> None:
    loaded = load_text("""
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    text: |
      Fine.
    choices:
      - label: "unclosed
        goto: start
  other:
    goto: nowhere
  third:
    end: nothing
""")
    codes = [f.code for f in loaded.findings]
    assert "E601" in codes and "E608" in codes and any(code < "E300" for code in codes)
    assert len(codes) <= 5


def test_a_faulty_story_of_five_hundred_lines_answers_in_two_seconds() -> None:
    body = "".join(
        f"  s{k}:\n    text: |\n      Text {{unknown{k}}} and *open.\n    when: x\n    set: nerv{k} += 1\n"
        f"    goto: s{k}x\n"
        for k in range(84)
    )
    begun = time.perf_counter()
    loaded = load_text("variables: {nerve: {number: 1}}\nscenes:\n" + body)
    assert time.perf_counter() - begun < 2
    assert len(loaded.findings) > 80


def test_more_faults_than_an_author_can_use_are_cut_off_and_that_is_said() -> None:
    loaded = load_text("scenes:\n" + "".join(f"  s{k}: {{goto: nowhere{k}}}\n" for k in range(3_000)))
    assert loaded.story is None and len(loaded.findings) < 1_500
    assert loaded.findings[-1].code == "E615" and "there may be more" in loaded.findings[-1].message


def test_every_code_from_e4_on_has_a_test() -> None:
    folders = (Path(__file__).parent, Path(__file__).parents[1] / "authoring")
    tests = "".join(path.read_text(encoding="utf-8") for one in folders for path in one.glob("test_*.py"))
    codes = [code for code in CODES if code[1] >= "4"]
    assert len(codes) > 40 and all(re.fullmatch(r"[EW]\d{3}", code) for code in codes)
    assert [code for code in codes if not re.search(rf"\b{code}\b", tests)] == []


# -------------------------------------------------------------------------------------------- hostile


@pytest.mark.parametrize(
    "bad", ["\x1b[2J", "\x1b]0;t\x07", "\x9b2J", "\u202e", "\u2066", "\u200b", "\u2028", "\x7f", "\x85"]
)
def test_text_that_a_terminal_would_obey_is_refused_with_its_place(bad: str) -> None:
    files = {
        "story.yaml": HEAD,
        "a.yaml": f"scenes:\n  start:\n    text: |\n      Look: {bad}.\n    choices: [{{label: a, goto: start}}]\n",
    }
    loaded = load_files(files)
    assert loaded.story is None
    assert loaded.findings[0].line == 4 and loaded.findings[0].code < "E120"
    assert all(f.line_of_text().isprintable() for f in loaded.findings)
    escape = "".join(f"\\u{ord(c):04x}" for c in bad)
    quoted = load_text(f'scenes: {{start: {{text: "Look: {escape}.", choices: [{{label: a, goto: start}}]}}}}\n')
    assert quoted.story is None and quoted.findings[0].code == "E105"


def test_markup_of_the_interface_is_plain_text_everywhere() -> None:
    markup = "[bold]b[/bold] [@click=app.bell]c[/] [/] [$5] [link=x]"
    loaded = load_text(f"""
documents: {{d: {{kind: "{markup}", title: "{markup}", from: "{markup}", text: "{markup}"}}}}
scenes:
  start:
    text:
      - |
        {markup}
      - document: d
    choices: [{{label: "{markup}", goto: start}}]
""")
    assert loaded.findings == () and loaded.story is not None
    turn = Engine(loaded.story).begin(Origin("v", 1, {}))
    said, paper = turn.events
    assert isinstance(said, Prose) and isinstance(paper, Paper)
    assert said.spans[0].text == paper.kind == paper.title == paper.head[0][1] == paper.spans[0].text == markup
    assert turn.offer[0].text == markup


def test_what_yaml_would_make_of_words_stays_what_was_written() -> None:
    loaded = load_text("""
glossary: {no: yes, on: "off", 1:30: 0777, 2024-01-01: .inf, null: ~, "true": 0x1F}
variables: {w: {one_of: [no, yes, on, off, null, 0777]}}
scenes: {start: {set: 'w = "no"', text: "{w}", choices: [{label: a, goto: start}]}}
""")
    assert loaded.findings == () and loaded.story is not None
    assert loaded.story.head.glossary == {
        "no": "yes", "on": "off", "1:30": "0777", "2024-01-01": ".inf", "null": "~", "true": "0x1F",
    }  # fmt: skip
    event = Engine(loaded.story).begin(Origin("v", 1, {})).events[0]
    assert isinstance(event, Prose) and event.spans[0].text == "no"


def test_files_that_are_no_stories() -> None:
    for data in (
        b"\0" * 100,
        b"\xff\xfe" + "story: x".encode("utf-16-le"),
        b"[" * 10_000,
        b"{" * 10_000,
        b"a: &a [*a]",
        b"- x",
    ):
        begun = time.perf_counter()
        loaded = load_files({"story.yaml": data})
        assert loaded.story is None and loaded.findings and time.perf_counter() - begun < 2
        assert all(f.line_of_text().isprintable() for f in loaded.findings)


# ------------------------------------------------------------------------------------------ mutations


def settled(loaded: Loaded) -> None:
    """Whatever was loaded: findings that can be printed, and a story that can be played if there is one."""
    for finding in loaded.findings:
        assert finding.line_of_text().isprintable() and finding.code
    if loaded.story is None:
        assert loaded.findings
        return
    may_break_off = any(f.code == "W704" for f in loaded.findings)
    engine = Engine(loaded.story)
    for volume in loaded.story.head.volumes:
        for seed in (1, 2):
            dice, origin = random.Random(seed), Origin(volume, seed, {}, frozenset(["dark"] if seed == 2 else []))
            turn = engine.begin(origin)
            for _ in range(100):
                if turn.state.ended:
                    turn = engine.begin(origin)
                assert may_break_off or not any(isinstance(e, Stuck) for e in turn.events)
                ways = [o for o in turn.offer if o.open]
                if not ways:
                    break
                turn = engine.play(turn.state, dice.choice(ways))


LINES = [line for text in FILES.values() for line in text.splitlines() if line.strip()]
CHARACTERS = st.sampled_from(list(" \n:-{}[]|*\"'#&!%@,<>=.0a\t\\_éж“")) | st.characters(codec="utf-8")


def mutate(data: st.DataObject, text: str) -> str:
    """`text` with a few of its lines or characters deleted, doubled, swapped or replaced."""
    for _ in range(data.draw(st.integers(1, 3))):
        lines = text.split("\n")
        kind = data.draw(st.sampled_from(["delete", "double", "other", "move", "indent", "character", "cut", "word"]))
        at = data.draw(st.integers(0, max(0, len(lines) - 1)))
        place = data.draw(st.integers(0, max(0, len(text) - 1)))
        match kind:
            case "delete":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "other":
                lines[at] = data.draw(st.sampled_from(LINES))
            case "move":
                lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "indent":
                lines[at] = data.draw(st.sampled_from(["  ", " ", "- ", ""])) + lines[at].lstrip()
        text = "\n".join(lines)
        match kind:
            case "character":
                text = text[:place] + data.draw(CHARACTERS) + text[place + 1 :]
            case "cut":
                text = text[:place] + text[place + data.draw(st.integers(1, 40)) :]
            case "word":
                words = re.split(r"(\w+)", text)
                if len(words) > 3:
                    one, other = (2 * data.draw(st.integers(0, len(words) // 2 - 1)) + 1 for _ in range(2))
                    words[one] = words[other]
                    text = "".join(words)
    return text


NO_SHRINKING = settings(
    max_examples=250, deadline=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)  # fmt: skip


@NO_SHRINKING
@given(st.data())
def test_no_mutation_of_a_story_raises_and_what_loads_can_be_played(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["tower.yaml"] * 5 + [*FILES]))
    files: dict[str, str | bytes] = {**FILES, name: mutate(data, FILES[name])}
    settled(load_files(files))


@NO_SHRINKING
@given(st.data())
def test_no_mutation_of_bytes_raises(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([*FILES]))
    content = bytearray(FILES[name].encode())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    settled(load_files({**FILES, name: bytes(content)}))


def test_the_small_story_and_its_mutated_lines_one_by_one() -> None:
    text = (SMALL / "yard.yaml").read_text(encoding="utf-8").split("\n")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "story.yaml").write_bytes((SMALL / "story.yaml").read_bytes())
        for number in range(len(text)):
            (root / "yard.yaml").write_text("\n".join(text[:number] + text[number + 1 :]), encoding="utf-8")
            settled(load(root))
