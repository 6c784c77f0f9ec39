"""Story text: from what an author writes to the pieces that are drawn.

Inside a text: `*emphasis*`, `**strong**`, `{expression}`, `{condition: this|otherwise}`,
`{once: …}`, `{cycle: a|b}`, `{shuffle: a|b}`, and `\\` before a character that means itself.
One line break is a space, a blank line divides paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from starcity_game.story.model import Alternate, Piece, Run, Show, Text, Vary

CODES = {
    "E401": "a brace, or an escape, is left open in a text",
    "E402": "an emphasis is left open in a text",
    "E403": "too many branches, or none, in an inline piece",
    "E404": "inline pieces are nested too deeply",
    "E407": "a text that counts how often it was read, in a label",
}

EMPHASIS, STRONG = 1, 2
_DEEPEST = 8
_SPECIAL = re.compile(r"[{}*\\|]")
_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_KEYWORD = re.compile(r"\s*(once|cycle|shuffle)\s*:")


class ProseFault(Exception):
    """A text that cannot be read; `offset` counts characters from its beginning."""

    def __init__(self, offset: int, code: str, message: str, hint: str = "") -> None:
        """See `CODES` for the codes."""
        super().__init__(message)
        self.offset, self.code, self.message, self.hint = offset, code, message, hint


class Writer:
    """What a text needs of the story around it."""

    def __init__(
        self,
        condition: Callable[[str, int], int],
        shown: Callable[[str, int], int | str],
        counter: Callable[[], int],
    ) -> None:
        """`condition(text, offset)` gives a code number; `shown` a code number, or plain text
        for a form that never varies; `counter` a new counter for a varying text, or -1 where none may stand."""
        self.condition, self.shown, self.counter = condition, shown, counter


def parse_text(text: str, writer: Writer, keep_lines: bool = False) -> Text:
    """The pieces of `text`. Raises ProseFault at the first thing that cannot be read."""
    if is_plain(text):
        return plain_text(text, keep_lines)
    start = len(text) - len(text.lstrip("\n "))
    return _Reader(text.rstrip("\n "), writer, keep_lines).read(start)


def is_plain(text: str) -> bool:
    """Whether `text` has no inline logic: five searches for a character take a tenth of the time of one regex."""
    return "{" not in text and "*" not in text and "\\" not in text and "}" not in text and "|" not in text


def plain_text(text: str, keep_lines: bool = False) -> Text:
    """The pieces of a text without inline logic."""
    run = _folded(text.strip("\n"), keep_lines).strip(" ")
    return (Run(run),) if run else ()


def _folded(text: str, keep_lines: bool) -> str:
    """`text` with its line breaks made into spaces and paragraphs, or kept."""
    if keep_lines or "\n" not in text:
        return text
    if "\n\n" not in text and " \n" not in text and "\n " not in text and "\t" not in text:
        return text.replace("\n", " ")  # as below, in a tenth of the time: most texts are one paragraph
    return _BREAK.sub(lambda m: "\n\n" if m.group().count("\n") > 1 else " ", text)


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, text: str, writer: Writer, keep_lines: bool) -> None:
        self.text, self.writer, self.keep_lines = text, writer, keep_lines
        self.at = 0

    def read(self, start: int) -> Text:
        """The pieces of the whole text."""
        self.at = start
        return self.pieces("", 0, 0)

    def pieces(self, stops: str, depth: int, around: int) -> Text:
        """Pieces up to one of the characters `stops` (not taken) or the end of the text; `around` is the
        style that they stand in."""
        if depth > _DEEPEST:
            raise ProseFault(self.at, "E404", f"pieces are nested more than {_DEEPEST} deep")
        found: list[Piece] = []
        buffer: list[str] = []
        style, opened = 0, self.at

        def flush() -> None:
            run = _folded("".join(buffer), self.keep_lines)
            buffer.clear()
            if run:
                found.append(Run(run, style | around))

        text, end = self.text, len(self.text)
        while self.at < end:
            match = _SPECIAL.search(text, self.at)
            stop = match.start() if match else end
            buffer.append(text[self.at : stop])
            self.at = stop
            if stop == end:
                break
            mark = text[stop]
            if mark in stops:
                break
            if mark == "\\":
                buffer.append(self.escape())
            elif mark == "*":
                flush()
                strong = text.startswith("**", stop)
                flag = STRONG if strong else EMPHASIS
                if not style & flag:
                    opened = stop
                style ^= flag
                self.at += 2 if strong else 1
            elif mark == "{":
                flush()
                found.extend(self.inline(style | around, depth))
            elif mark == "}":
                raise ProseFault(stop, "E401", "this } closes nothing", r"write \} for a brace")
            else:
                buffer.append("|")
                self.at += 1
        flush()
        if style:
            raise ProseFault(opened, "E402", "this * opens an emphasis that is not closed",
                             r"write \* for an asterisk")  # fmt: skip
        return tuple(found)

    def escape(self) -> str:
        """The character after a backslash."""
        mark = self.text[self.at + 1 : self.at + 2]
        if mark and mark in "{}|*\\":
            self.at += 2
            return mark
        raise ProseFault(self.at, "E401", "this \\ stands before nothing that it could mean",
                         r"a backslash is written \\")  # fmt: skip

    def inline(self, style: int, depth: int) -> list[Piece]:
        """One piece in braces; the reader stands on its `{`."""
        opened = self.at
        keyword = _KEYWORD.match(self.text, opened + 1)
        if keyword:
            self.at = keyword.end()
            options = self.branches(opened, depth, style)
            kind = keyword.group(1)
            if kind == "once":
                if len(options) > 2:
                    raise ProseFault(opened, "E403", "`once` has at most two texts: the first time, and later")
            elif len(options) < 2:
                raise ProseFault(opened, "E403", f"`{kind}` needs at least two texts", "divide them by |")
            counter = self.writer.counter()
            if counter < 0:
                raise ProseFault(opened, "E407", f"`{kind}` belongs to texts: a label is shown without being read",
                                 "write `{seen.scene: this|otherwise}`, or put it in the text")  # fmt: skip
            return [Alternate(kind, counter, options)]
        head, colon = self.head(opened)
        if not colon:
            shown = self.writer.shown(head, opened + 1)
            return [Run(shown, style) if isinstance(shown, str) else Show(shown, style)]
        code = self.writer.condition(head, opened + 1)
        options = self.branches(opened, depth, style)
        if len(options) > 2:
            raise ProseFault(opened, "E403", "a condition has at most two texts: this|otherwise", r"write \| for a bar")
        return [Vary(code, options[0], options[1] if len(options) > 1 else ())]

    def head(self, opened: int) -> tuple[str, bool]:
        """The expression after a `{`, and whether texts follow it."""
        at, quote, text = opened + 1, "", self.text
        while at < len(text):
            mark = text[at]
            if quote:
                quote = "" if mark == quote else quote
            elif mark in "\"'":
                quote = mark
            elif mark in ":}":
                self.at = at + 1
                return text[opened + 1 : at], mark == ":"
            elif mark in "{|":
                break
            at += 1
        raise ProseFault(opened, "E401", "this { is not closed", r"write \{ for a brace")

    def branches(self, opened: int, depth: int, style: int) -> tuple[Text, ...]:
        """The texts of a piece, up to and with its `}`."""
        found = []
        if self.text.startswith(" ", self.at):
            self.at += 1
        while True:
            found.append(self.pieces("|}", depth + 1, style))
            if self.at >= len(self.text):
                raise ProseFault(opened, "E401", "this { is not closed", r"write \{ for a brace")
            self.at += 1
            if self.text[self.at - 1] == "}":
                return tuple(found)
