"""Every benchmark, one after the other: `make bench`, or `python benchmarks/run.py [--bench DIR]`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run them; the exit status is the worst of theirs."""
    worst = 0
    for name in ("engine.py", "load.py", "explore.py", "terminal.py"):
        print(f"-- {name}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, str(HERE / name), *sys.argv[1:]], check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
