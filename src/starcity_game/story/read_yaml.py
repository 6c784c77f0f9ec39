"""Reading one YAML file of a story: from bytes to nodes with positions, every fault in plain words."""

from __future__ import annotations

import yaml

from starcity_game.story import compose, slips, source_text, syntax_errors
from starcity_game.story.compose import Composer, Refused, TooMany
from starcity_game.story.diagnostics import Diagnostic, Findings, Severity
from starcity_game.story.nodes import Mapping
from starcity_game.story.plain_lines import read_plain_lines
from starcity_game.story.recovery import blank_out
from starcity_game.story.source_text import MAX_FAULTS

CODES = {
    "E119": "there are more faults in this file than are told at once",
    **source_text.CODES, **compose.CODES, **syntax_errors.CODES, **slips.CODES,
}  # fmt: skip
"""Every code of reading a file, each with its meaning."""

_MOST_REREAD = 900_000
"""Characters read again after syntax errors at most, so that no file takes more than two seconds."""


class _Enough(Exception):
    """There are as many findings as an author can use."""


class _CappedFindings(Findings):
    """The findings of one reading, which ends when there are too many."""

    def error(self, where: tuple[str, int, int], code: str, message: str, hint: str = "") -> None:
        """Add an error, or end the reading."""
        if len(self.items) >= MAX_FAULTS:
            raise _Enough
        super().error(where, code, message, hint)

    def warn(self, where: tuple[str, int, int], code: str, message: str, hint: str = "") -> None:
        """Add a warning, or end the reading."""
        if len(self.items) >= MAX_FAULTS:
            raise _Enough
        super().warn(where, code, message, hint)


def read_yaml(data: bytes, file: str, findings: Findings) -> Mapping | None:
    """The top-level mapping of a story file, or None when nothing of it could be read.

    All faults go to `findings`. After a syntax error the block around it is left out and the rest is
    returned, so that the next stages can check it; whether the story may be played is for `findings` to say.
    An empty file is an empty mapping.
    """
    text = source_text.source_text(data, file, findings)
    if text is None:
        findings.unread.add(data.replace(b"\0", b"").decode("utf-8", "replace"), _first(findings, file))
        return None
    plain = read_plain_lines(text)
    if plain is not None:
        return plain
    reader = _Reader(text, file)
    root = reader.read()
    findings.items.extend(reader.faults)
    no_story = root is None or any(one.code in {"E110", "E116"} for one in reader.faults)
    if reader.lost or no_story:
        lost = text if no_story else "\n".join(reader.lost)
        errors = [one for one in reader.faults if one.severity is Severity.ERROR]
        findings.unread.add(lost, (file, errors[0].line, errors[0].column) if errors else (file, 0, 0))
    return root


def _first(findings: Findings, file: str) -> tuple[str, int, int]:
    """Where the last finding stands, which is about `file`."""
    last = findings.items[-1] if findings.items else None
    return (file, last.line, last.column) if last is not None and last.file == file else (file, 0, 0)


class _Reader:
    """Reads one text again and again, each time without the blocks that could not be read before."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._lines = text.split("\n")
        self._budget = _MOST_REREAD
        self._mended: set[int] = set()
        self.faults: list[Diagnostic] = []
        """What was found, in the order of the file."""
        self.lost: list[str] = []
        """The lines that were left out."""

    def read(self) -> Mapping | None:
        """The nodes of the text, or None when it had to be given up."""
        syntax: list[Diagnostic] = []
        while True:
            found = _CappedFindings()
            composer: Composer | None = None
            try:
                composer = Composer(self._text, self._file, found)
                root = composer.document()
            except _Enough:
                self._close(syntax + found.items, cut=True)
                return None
            except TooMany as refused:
                syntax.append(_diagnostic(self._file, _fault(refused)))
                self._close(syntax + found.items)
                return None
            except Refused as refused:
                fault = _fault(refused)
            except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
                suspect = composer.last_quoted if composer else None
                end = composer.last_quoted_end if composer else 0
                fault = syntax_errors.explain(error, self._lines, suspect, end)
            else:
                self._close(syntax + found.items)
                return root
            syntax.append(_diagnostic(self._file, fault))
            if not self._go_on(fault, len(syntax) + len(found.items)):
                self._close(syntax + found.items, cut=True)
                return None

    def _go_on(self, fault: syntax_errors.Fault, count: int) -> bool:
        """Mend the faulty line, or take the faulty block out; whether it is worth reading the rest."""
        self._budget -= len(self._text) * fault.last_line // len(self._lines)
        if count >= MAX_FAULTS or self._budget < 0:
            return False
        if fault.mended and fault.line not in self._mended:
            self._mended.add(fault.line)
            self._lines[fault.line - 1], changed = fault.mended, True
        else:
            before = self._lines.copy()
            changed = blank_out(self._lines, fault.line, fault.last_line)
            self.lost.extend(old for old, new in zip(before, self._lines, strict=True) if old != new)
        self._text = "\n".join(self._lines)
        return changed

    def _close(self, faults: list[Diagnostic], cut: bool = False) -> None:
        """Keep the faults; say so when there may be more."""
        self.faults = sorted(faults, key=lambda found: (found.line, found.column))[:MAX_FAULTS]
        if cut:
            self.faults.append(
                Diagnostic(
                    self._file,
                    0,
                    0,
                    "E119",
                    "there may be more faults in this file",
                    "mend these first, then check again",
                )
            )


def _fault(refused: Refused) -> syntax_errors.Fault:
    """What the composer refused, as a fault of one line."""
    line, column = refused.place
    return syntax_errors.Fault(line, column, refused.code, refused.message, refused.hint, line)


def _diagnostic(file: str, fault: syntax_errors.Fault) -> Diagnostic:
    """A fault in the form of a finding."""
    return Diagnostic(file, fault.line, fault.column, fault.code, fault.message, fault.hint)
