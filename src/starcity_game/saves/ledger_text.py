"""A finished ledger as a text that a friend can read, and such a text taken in as nothing but data.

A line says what it is, `name: value`; a deed begins with its date in brackets. The last line is a checksum of all
before it, against slips, not against friends. Why something was done is nobody's business but the player's: intents
travel in base 64, so that nobody reads them by accident.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Collection, Iterator
from typing import Final

from starcity_game.engine.state import Deed, Subject, Value
from starcity_game.story.calendar import parse_date
from starcity_game.story.diagnostics import visible
from starcity_game.story.filing import Dossier
from starcity_game.story.forms import derived
from starcity_game.story.ledgers import fits
from starcity_game.story.model import Head
from starcity_game.story.strict_text import first_forbidden

from .moments import said_moment
from .problems import SaveProblem

VERSION: Final = 1
"""Version of the text; raised when an older game could not read it."""
MAX_BYTES: Final = 256 * 1024
"""No ledger is larger."""
MAX_DEEDS: Final = 400
"""No ledger has more deeds."""
_LONGEST: Final = 400
_LINE: Final = 160
_NAME: Final = 40
_FIRST: Final = "STAR CITY: LEDGER, FORM"
_FORMS: Final = ("surname", "first", "patronymic", "short", "tender")
_FIELDS: Final = ("act", "scene", "episode", "place", "to", "how", "stakes", "seen by", "sealed")
_HEAD: Final = re.compile(rf"{_FIRST} (\d{{1,4}})")
_DEED: Final = re.compile(r"\[(\d{4}-\d{2}-\d{2} \d{2}:\d{2})\]", re.ASCII)
_SPOKEN: Final = re.compile(r"[^\W\d_]+(?:[-’' ][^\W\d_]+)*")
_MARKUP: Final = re.compile(r"[<>{}\[\]|\\*`$\x1b]")
_ID: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*", re.ASCII)


def ledger_text(head: Head, subject: Subject) -> str:
    """`subject` as such a text."""
    lines = [f"{_FIRST} {VERSION}", f"story: {head.id} {head.version}", ""]
    lines += [f"{form}: {subject.forms[form]}" for form in _FORMS if subject.forms.get(form)]
    lines += [f"keeps {name}: {_said(value)}" for name, value in subject.keeps.items()]
    if subject.removed is not None:
        lines.append(f"removed: {said_moment(subject.removed)}")
    for deed in subject.deeds:
        lines += ["", f"[{said_moment(deed.now)}]", *_fields(deed)]
    text = "\n".join([*lines, "", ""])
    return f"{text}check: {_sum(text)}\n"


def _fields(deed: Deed) -> Iterator[str]:
    """The lines of one deed; what is empty is left out."""
    sealed = base64.b64encode(deed.intent.encode()).decode()
    values = (deed.act, deed.scene, str(deed.episode), deed.place, deed.to, deed.how, deed.stakes,
              ", ".join(deed.seen_by), sealed)  # fmt: skip
    return (f"{name}: {value}" for name, value in zip(_FIELDS, values, strict=True) if value)


def read_ledger(data: bytes, head: Head, dossier: Dossier) -> Subject:
    """The subject in the bytes of such a text. Raises SaveProblem, in one sentence with the line, for anything else."""
    return _Reader(_lines(data), head, dossier).subject()


def _lines(data: bytes) -> list[str]:
    """The lines of a text that is whole and harmless, but for the checksum."""
    if len(data) > MAX_BYTES:
        raise SaveProblem("This is larger than any ledger.")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise SaveProblem("This is no ledger: it is not text in UTF-8.") from None
    lines = text.split("\n")
    first = _HEAD.fullmatch(lines[0].strip())
    if not first:
        raise SaveProblem(f"This is no ledger: its first line is not “{_FIRST} {VERSION}”.")
    if int(first[1]) != VERSION:
        raise SaveProblem(f"This ledger is of form {int(first[1])}, and this game reads form {VERSION}.")
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST:
            raise SaveProblem(f"Line {number} is longer than any line of a ledger.")
        if first_forbidden(line) is not None or "\t" in line:
            raise SaveProblem(f"Line {number} holds a character that no ledger holds.")
    body, _, check = text.rpartition("check: ")
    if not body or check.strip() != _sum(body):
        raise SaveProblem("This ledger was cut off or changed: its checksum does not fit.")
    return body.split("\n")


class _Reader:
    """Reads the lines of one ledger; every name in it must be one of the story's."""

    def __init__(self, lines: list[str], head: Head, dossier: Dossier) -> None:
        self._lines, self._head, self._dossier = lines, head, dossier
        self._at = 0
        self._forms: dict[str, str] = {}
        self._keeps: dict[str, Value] = {}
        self._removed: int | None = None
        self._deeds: list[Deed] = []

    def subject(self) -> Subject:
        """See `read_ledger`."""
        deed: dict[str, str] | None = None
        for number, line in enumerate(self._lines[1:], 2):
            self._at = number
            if not line.strip():
                continue
            begins = _DEED.fullmatch(line)
            if begins:
                self._end(deed)
                deed = {"date": begins[1]}
                continue
            name, colon, value = line.partition(": ")
            if not colon:
                raise self._wrong("is neither a deed nor `name: value`")
            if deed is None:
                self._cover(name, value)
            elif name not in _FIELDS or name in deed:
                raise self._wrong(f"says “{visible(name)[:40]}”, which no deed has here")
            else:
                deed[name] = value
        self._end(deed)
        self._whole()
        return Subject(derived(self._forms), self._keeps, tuple(self._deeds), self._removed)

    def _wrong(self, what: str) -> SaveProblem:
        return SaveProblem(f"Line {self._at} {what}.")

    def _whole(self) -> None:
        if not {"surname", "first"} <= self._forms.keys():
            raise SaveProblem("This ledger names nobody: it needs a surname and a first name.")
        if not self._deeds:
            raise SaveProblem("This ledger is empty: it holds no deed.")
        if self._removed is not None and self._removed < self._deeds[-1].now:
            raise SaveProblem("This ledger goes on after the day on which it was closed.")

    def _cover(self, name: str, value: str) -> None:
        """A line before the first deed."""
        if name == "story":
            if value.split(" ", maxsplit=1)[0] != self._head.id:
                raise self._wrong("says that this is a ledger of another story")
        elif name in _FORMS and name not in self._forms:
            if len(value) > _NAME or not _SPOKEN.fullmatch(value):
                raise self._wrong("is no name: letters, and a hyphen or an apostrophe between them")
            self._forms[name] = value
        elif name.startswith("keeps "):
            self._keep(name.removeprefix("keeps "), value)
        elif name == "removed" and self._removed is None:
            self._removed = self._date(value)
        else:
            raise self._wrong(f"says “{visible(name)[:40]}”, which no ledger has here")

    def _keep(self, name: str, value: str) -> None:
        known = self._head.variables.get(name) if name in self._dossier.rules.keeps else None
        found: Value = value == "yes" if value in ("yes", "no") else value
        if re.fullmatch(r"-?\d{1,9}", value, re.ASCII):
            found = int(value)
        if known is None or name in self._keeps or not fits(known, found):
            raise self._wrong("keeps something that this story does not, or a value that it cannot have")
        self._keeps[name] = found

    def _date(self, value: str) -> int:
        date = parse_date(value)
        if date is None:
            raise self._wrong("holds no date such as 1966-01-14 06:40")
        return date

    def _end(self, deed: dict[str, str] | None) -> None:
        """Add the deed that ends here."""
        if deed is None:
            return
        if len(self._deeds) >= MAX_DEEDS:
            raise SaveProblem(f"This ledger holds more than {MAX_DEEDS} deeds.")
        now, head = self._date(deed["date"]), self._head
        if self._deeds and now < self._deeds[-1].now:
            raise SaveProblem(f"The deed before line {self._at} is older than the one before it.")
        episode = deed.get("episode", "1")
        if not re.fullmatch(r"\d{1,3}", episode, re.ASCII):
            raise SaveProblem(f"The deed before line {self._at} is of no episode.")
        seen = tuple(self._known(p, head.people, "person") for p in deed.get("seen by", "").split(", ") if p)
        self._deeds.append(Deed(
            self._known(deed.get("act", ""), head.acts, "act"), self._scene(deed.get("scene", "")), int(episode), now,
            self._known(deed.get("place", ""), {"", *head.places}, "place"),
            self._known(deed.get("to", ""), {"", *head.people}, "person"),
            self._spoken(deed.get("how", "")), self._spoken(deed.get("stakes", "")), seen,
            self._spoken(self._unsealed(deed.get("sealed", ""))),
        ))  # fmt: skip

    def _known(self, id: str, table: Collection[str], what: str) -> str:
        if id not in table:
            named = f"the {what} “{visible(id)[:40]}”"
            raise SaveProblem(f"The deed before line {self._at} names {named}, which this story has not.")
        return id

    def _scene(self, id: str) -> str:
        """A scene may have gone from the story since; then the deed is one of no scene in particular."""
        if not _ID.fullmatch(id):
            raise SaveProblem(f"The deed before line {self._at} names no scene.")
        return id

    def _spoken(self, text: str) -> str:
        """Words that may be printed in a paper."""
        if len(text) > _LINE or _MARKUP.search(text) or first_forbidden(text) is not None or "\n" in text:
            raise SaveProblem(f"The deed before line {self._at} is told in words that no ledger holds.")
        return text

    def _unsealed(self, text: str) -> str:
        try:
            return base64.b64decode(text, validate=True).decode()
        except (binascii.Error, ValueError):
            raise SaveProblem(f"The deed before line {self._at} was sealed by somebody else.") from None


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _sum(text: str) -> str:
    """BLAKE2b (RFC 7693) of the text, 16 bytes."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
