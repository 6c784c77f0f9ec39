"""What comes out of a file, made safe: no text that a terminal would obey, no value that no state holds."""

from __future__ import annotations

from typing import Any

import msgspec

from ..engine.state import Deed, Subject
from ..story.strict_text import clean
from .record import Flat

_MOST = 10**12


def harmless_forms(forms: dict[str, str]) -> dict[str, str]:
    """A name's forms, made safe to show."""
    return {form: clean(text) for form, text in forms.items()}


def harmless_flat(flat: Flat) -> Flat:
    """`flat` itself, its texts made safe to show. Raises ValueError for what no state holds."""
    for key, value in flat.items():
        if isinstance(value, str):
            if not value.isprintable():
                flat[key] = clean(value)
        else:
            flat[key] = _harmless(value)
    return flat


def harmless_subject(subject: Subject | None) -> Subject | None:
    """`subject` with its texts made safe to show. Raises ValueError for what no ledger holds."""
    if subject is None:
        return None
    return Subject(
        harmless_forms(subject.forms), harmless_flat(dict(subject.keeps)),
        tuple(_harmless_deed(deed) for deed in subject.deeds),
        subject.removed if subject.removed is None else int(_harmless(subject.removed)),
    )  # fmt: skip


def _harmless_deed(deed: Deed) -> Deed:
    """A deed with its texts made safe to show."""
    fields = msgspec.structs.asdict(deed)
    texts = {name: clean(value) for name, value in fields.items() if isinstance(value, str)}
    _harmless(deed.now)
    return msgspec.structs.replace(deed, **texts, seen_by=tuple(clean(person) for person in deed.seen_by))


def _harmless(value: Any) -> Any:
    """A value of a state that is no text, checked, with the texts inside made safe to show."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and -_MOST <= value <= _MOST:
        return value
    if isinstance(value, list):
        return [clean(v) if isinstance(v, str) else _harmless(v) for v in value]
    raise ValueError("a value is neither a word, a whole number, nor yes or no")
