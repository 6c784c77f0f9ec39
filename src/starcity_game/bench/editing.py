"""The author's own editor, in the same terminal while the desk steps aside."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from starcity_game.authoring.workshop import editor
from starcity_game.story.trace import Place

if TYPE_CHECKING:
    from .authors_desk import AuthorsDesk


def edit(desk: AuthorsDesk, folder: Path, place: Place) -> str:
    """Open the editor at `place` and wait for it. What the author should be told; empty when all went well."""
    file, line, _ = place
    where = f"{file}:{line}" if line else file
    chosen = editor.named(os.environ)
    if not chosen:
        return f"{where}. Name your editor in VISUAL or EDITOR, and e opens it there."
    path = folder / file
    if not path.is_file():
        return f"{where} is not there any more."
    try:
        words = editor.command(chosen, str(path), line)
        with desk.lent():
            status = subprocess.run(words, check=False).returncode
    except SuspendNotSupported:
        return f"{where}. This terminal cannot be shared with an editor; open it in another window."
    except (OSError, ValueError) as fault:
        return f"{where}. The editor “{chosen}” could not be started: {getattr(fault, 'strerror', None) or fault}."
    return f"The editor ended with status {status}." if status else ""
