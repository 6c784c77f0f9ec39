"""How an author's own editor is asked for a line of a file."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

_PLUS: Final = {
    "vi", "vim", "nvim", "view", "gvim", "elvis", "nano", "pico", "micro", "emacs", "emacsclient", "kak", "joe",
    "jmacs", "jed", "mg", "ne", "mcedit", "gedit", "gnome-text-editor", "kwrite",
}  # fmt: skip
"""Editors that take `+LINE FILE`."""
_COLON: Final = {"hx", "helix", "subl", "zed", "zeditor", "lapce", "amp"}
"""Editors that take `FILE:LINE`."""
_GOTO: Final = {"code", "codium", "vscodium", "code-insiders", "cursor"}
"""Editors that take `--goto FILE:LINE`."""


def named(environment: Mapping[str, str]) -> str:
    """The editor that the environment names; empty when it names none."""
    return environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()


def command(editor: str, file: str, line: int) -> list[str]:
    """The arguments that open `file` at `line` (0 for its beginning) in `editor`, which may have options of its own.

    An editor that is not known is given the file alone. Raises ValueError when `editor` cannot be understood.
    """
    words = shlex.split(editor)
    if not words:
        raise ValueError("no editor is named")
    name = PurePath(words[0]).name.removesuffix(".exe")
    if line > 0 and name in _PLUS:
        return [*words, f"+{line}", file]
    if line > 0 and name in _COLON:
        return [*words, f"{file}:{line}"]
    if line > 0 and name in _GOTO:
        return [*words, "--goto", f"{file}:{line}"]
    return [*words, file]
