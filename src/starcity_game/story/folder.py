"""The files of a story folder: found, checked for kind and size, and read; nothing outside is opened."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from starcity_game.story.diagnostics import Findings, visible
from starcity_game.story.source_text import MAX_BYTES

CODES = {
    "E120": "the story's folder cannot be read",
    "E121": "the folder has no story.yaml",
    "E122": "a story file is not an ordinary file, or a folder is a link",
    "E123": "a link leads out of the story's folder, or nowhere",
    "E124": "a story file cannot be read",
    "E125": "the story has more files than a story may have",
    "E126": "the story is larger than a story may be",
    "E127": "folders are nested deeper than a story's may be",
    "E103": "the file is larger than a story file may be",
}
"""Codes of this module, each with its meaning."""

MAIN_FILE = "story.yaml"
"""The file that makes a folder a story."""
MAX_STORY_BYTES = 32_000_000
"""Size of all files of a story together at most, in bytes."""
MAX_FILES = 2_000
"""Files of a story at most."""
MAX_ENTRIES = 50_000
"""Directory entries that are looked at, at most, whether they belong to the story or not."""
MAX_FOLDER_DEPTH = 16
"""Folders inside one another at most."""


class SourceFile(msgspec.Struct, frozen=True):
    """One file of a story, as read."""

    path: str
    """Path relative to the story's folder, with forward slashes; safe to print."""
    data: bytes
    """The whole content, not decoded."""


class _Stop(Exception):
    """Looking has ended early; the reason is among the findings."""


def read_folder(root: Path, findings: Findings) -> list[SourceFile]:
    """The `.yaml` and `.yml` files under `root`, `story.yaml` first, the others by path.

    Files and folders whose name begins with `_` or `.` are ignored. What cannot be read is one finding each
    and left out.
    """
    name = str(root)
    try:
        real = root.resolve()
        if not real.is_dir():
            missing = "is a file, not a story's folder" if real.exists() else "does not exist"
            findings.error((name, 0, 0), "E120", f"this {missing}", "name the folder that holds story.yaml")
            return []
    except (OSError, ValueError, RuntimeError) as fault:
        findings.error((name, 0, 0), "E120", f"this folder cannot be read: {_reason(fault)}")
        return []
    finder = _Finder(real, findings)
    paths = sorted(finder.story_files(), key=lambda path: (path != MAIN_FILE, path))
    if MAIN_FILE not in paths and not finder.stopped:
        findings.error(
            (MAIN_FILE, 0, 0),
            "E121",
            "this folder has no story.yaml, so it is not a story",
            "write one that gives `story`, `title` and `volumes`",
        )
    return _read_all(real, paths, findings)


def content_hash(files: Iterable[SourceFile]) -> str:
    """A BLAKE2b hash of the names and contents in 32 hexadecimal digits, whatever the order of `files`."""
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(files, key=lambda file: file.path):
        for part in (file.path.encode("utf-8", "surrogatepass"), file.data):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


class _Finder:
    """Walks a story's folder without following links to folders."""

    def __init__(self, root: Path, findings: Findings) -> None:
        self._root = root
        self._findings = findings
        self._entries = 0
        self.stopped = False
        """Whether a cap ended the walk."""

    def story_files(self) -> list[str]:
        """Paths of the story's files relative to the root, with forward slashes."""
        found: list[str] = []
        try:
            for path in self._walk("", 0):
                found.append(path)
                if len(found) > MAX_FILES:
                    self._stop("", "E125", f"this story has more than {MAX_FILES:,} files", "put scenes together")
        except _Stop:
            return []
        return found

    def _walk(self, folder: str, depth: int) -> Iterator[str]:
        """Paths of the story's files in `folder` and below."""
        if depth > MAX_FOLDER_DEPTH:
            self._stop(folder, "E127", f"folders are nested more than {MAX_FOLDER_DEPTH} deep", "move the files up")
        for entry in self._scan(folder):
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(path, depth + 1)
            elif entry.name.lower().endswith((".yaml", ".yml")):
                yield path
            elif entry.is_symlink() and (self._root / path).is_dir():
                self._findings.warn(
                    (visible(path), 0, 0),
                    "E122",
                    "this link to a folder is not followed",
                    "copy the folder here, or begin the link's name with _",
                )

    def _scan(self, folder: str) -> list[os.DirEntry[str]]:
        """The entries of one folder that are not to be ignored, by name."""
        kept: list[os.DirEntry[str]] = []
        try:
            with os.scandir(self._root / folder) as entries:
                for entry in entries:
                    self._entries += 1
                    if self._entries > MAX_ENTRIES:
                        self._stop(
                            folder,
                            "E125",
                            f"this folder holds more than {MAX_ENTRIES:,} entries",
                            "keep the story in a folder of its own",
                        )
                    if not entry.name.startswith(("_", ".")):
                        kept.append(entry)
        except OSError as fault:
            self._findings.error(
                (visible(folder) or ".", 0, 0), "E120", f"this folder cannot be read: {_reason(fault)}"
            )
        return sorted(kept, key=lambda entry: entry.name)

    def _stop(self, path: str, code: str, message: str, hint: str) -> None:
        """Report a cap and end the walk."""
        self._findings.error((visible(path) or ".", 0, 0), code, message, hint)
        self.stopped = True
        raise _Stop


def _read_all(root: Path, paths: list[str], findings: Findings) -> list[SourceFile]:
    """The files at `paths`, as far as they can be read and fit into the cap of a story."""
    files: list[SourceFile] = []
    total = 0
    for path in paths:
        data = read_file(root, path, findings)
        if data is None:
            continue
        total += len(data)
        if total > MAX_STORY_BYTES:
            findings.error(
                (visible(path), 0, 0),
                "E126",
                "with this file the story has more than 32 MB",
                "begin the names of files that do not belong to it with _",
            )
            break
        files.append(SourceFile(visible(path), data))
    return files


def read_file(root: Path, path: str, findings: Findings, most: int = MAX_BYTES) -> bytes | None:
    """The content of one file below `root`, which is a resolved folder, or None after saying why it is not read:
    it is no ordinary file, lies elsewhere, or has more than `most` bytes."""
    where = (visible(path), 0, 0)
    try:
        real = (root / path).resolve(strict=True)
        if not real.is_relative_to(root):
            findings.error(where, "E123", "this link leads out of the story's folder", "put the file itself here")
            return None
        if not real.is_file():
            findings.error(where, "E122", "this is not an ordinary file", "begin its name with _ to have it ignored")
            return None
        return _content(real, where, findings, most)
    except FileNotFoundError:
        findings.error(where, "E123", "this link leads nowhere", "put the file itself here")
    except (OSError, ValueError, RuntimeError) as fault:
        findings.error(where, "E124", f"this file cannot be read: {_reason(fault)}")
    return None


def _content(real: Path, where: tuple[str, int, int], findings: Findings, most: int) -> bytes | None:
    """The bytes of a regular file; kind and size are checked once it is open, so that no swap slips by."""
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    with os.fdopen(os.open(real, flags), "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            findings.error(where, "E122", "this is not an ordinary file", "begin its name with _ to have it ignored")
            return None
        data = stream.read(most + 1) if status.st_size <= most else b""
        if status.st_size > most or len(data) > most:
            size = f"{max(status.st_size, len(data)) / 1_000_000:.1f} MB; {most // 1_000_000} MB is the most"
            findings.error(where, "E103", f"this file has {size}", "split it into several files")
            return None
        return data


def _reason(fault: Exception) -> str:
    """Why the system refused, without the path (which may be hostile)."""
    return (getattr(fault, "strerror", None) or type(fault).__name__).lower()
