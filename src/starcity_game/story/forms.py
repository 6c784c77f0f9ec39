"""Forms of a name that follow from others."""

from __future__ import annotations


def derived(forms: dict[str, str]) -> dict[str, str]:
    """`forms` with the usual ones made from surname, first name and patronymic where they are missing."""
    first, patronymic, surname = (forms.get(k, "") for k in ("first", "patronymic", "surname"))
    usual = {
        "polite": " ".join(p for p in (first, patronymic) if p),
        "full": " ".join(p for p in (surname, first, patronymic) if p),
        "label": surname or first,
        "short": first,
    }
    return {**forms, **{k: v for k, v in usual.items() if v and k not in forms}}
