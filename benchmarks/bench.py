"""What the benchmarks share: where the neutral workload's tools are, and the workload as a story."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from workload import write_story

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "bench"


def arguments(description: str) -> argparse.ArgumentParser:
    """A parser with the option that every benchmark has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--bench", type=Path, default=SHARED, help="folder with gen_workload.py and ref_walk.py")
    return parser


def tools(bench: Path) -> None:
    """Make the neutral workload's scripts importable; exit with a sentence if they are not there."""
    if not (bench / "gen_workload.py").is_file():
        sys.exit(f"there is no gen_workload.py in {bench}: give its folder with --bench")
    sys.path.insert(0, str(bench))


def workload(bench: Path, scenes: int, folder: Path) -> tuple[dict[str, Any], Path]:
    """The workload as its document, and as a story in a folder below `folder`."""
    source = folder / f"grid{scenes}.json"
    subprocess.run(
        [sys.executable, str(bench / "gen_workload.py"), "--scenes", str(scenes), "--out", str(source)],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    document: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    story = folder / f"story{scenes}"
    write_story(document, story)
    return document, story


def environment() -> dict[str, str]:
    """The environment for a child: compiled modules are kept, as they are for a player."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
