"""Turn the neutral branching workload (a JSON file) into a story folder of this project's format.

    python benchmarks/workload.py grid.json FOLDER [scenes to a file]

The workload's own description and the walk that every engine must reproduce are in its README.
"""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path
from typing import Any

Condition = list[Any]


def condition(c: Condition) -> str:
    """A condition of the workload as an expression."""
    op = c[0]
    if op in ("and", "or"):
        return f" {op} ".join(condition(x) for x in c[1:])
    if op == "not":
        return f"not {c[1]}"
    if op == "is":
        return str(c[1])
    if op == "in":
        return f"{c[1]} in [{', '.join(json.dumps(v) for v in c[2])}]"
    return f"{c[1]} {op} {c[2]}"


def effect(d: list[Any]) -> str:
    """An effect of the workload as an assignment."""
    if d[0] == "set":
        return f"{d[1]} = {json.dumps(d[2])}"
    return f"{d[1]} = ({d[1]} + {d[2]}) % {d[3]}"


def block(text: str, indent: int) -> str:
    """Prose at the width of a page."""
    pad = " " * indent
    return textwrap.fill(text, 78, initial_indent=pad, subsequent_indent=pad)


def scene(s: dict[str, Any]) -> str:
    """One scene as YAML."""
    b = s["branch_text"]
    out = [
        f"  {s['id']}:",
        "    text:",
        "      - |",
        block(s["text"], 8),
        f"      - when: {json.dumps(condition(b['if']))}",
        "        text: |",
        block(b["then"], 10),
        "        otherwise: |",
        block(b["else"], 10),
        "    choices:",
    ]
    for c in s["choices"]:
        out += [f"      - label: {c['text']}", f"        when: {json.dumps(condition(c['if']))}", "        set:"]
        out += [f"          - {json.dumps(effect(d))}" for d in c["do"]]
        out.append(f"        goto: {c['goto']}")
    # The workload's first choice is always open, though its condition has to be worked out; the form of
    # the story says so with a `then` that is never run.
    out += ["    then:", f"      goto: {s['choices'][0]['goto']}"]
    return "\n".join(out)


def variables(doc: dict[str, Any]) -> str:
    """The variables section."""
    ranks = ["clerk", "major", "colonel", "marshal"]
    lines = ["variables:"]
    for name, start in doc["variables"].items():
        if isinstance(start, bool):
            lines.append(f"  {name}: {{flag: {str(start).lower()}}}")
        elif isinstance(start, int):
            lines.append(f"  {name}: {{number: {start}, min: 0, max: 7}}")
        else:
            lines.append(f"  {name}: {{one_of: [{', '.join(ranks)}], start: {start}}}")
    return "\n".join(lines) + "\n"


def write_story(doc: dict[str, Any], folder: Path, to_a_file: int = 500) -> int:
    """Write the story; the number of bytes written."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "story.yaml": f"story: grid\ntitle: Grid\nvolumes:\n  one: {{title: One, short: One, start: {doc['start']}}}\n",
        "variables.yaml": variables(doc),
    }
    scenes = doc["scenes"]
    for k in range(0, len(scenes), to_a_file):
        body = "\n".join(scene(s) for s in scenes[k : k + to_a_file])
        files[f"scenes{k // to_a_file:03d}.yaml"] = f"scenes:\n{body}\n"
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return sum(len(t.encode()) for t in files.values())


if __name__ == "__main__":
    document = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(write_story(document, Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 500), "bytes")
