"""What comes out of a file, made safe: no text that a terminal would obey, no value that no state holds."""

from __future__ import annotations

from typing import Any

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


def _harmless(value: Any) -> Any:
    """A value of a state that is no text, checked, with the texts inside made safe to show."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and -_MOST <= value <= _MOST:
        return value
    if isinstance(value, list):
        return [clean(v) if isinstance(v, str) else _harmless(v) for v in value]
    raise ValueError("a value is neither a word, a whole number, nor yes or no")
