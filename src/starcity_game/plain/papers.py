"""The file that an officer has open: its inventory, its sheets and its index cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starcity_game.engine.dossier import inventory
from starcity_game.engine.dossier.file import File
from starcity_game.engine.dossier.opening import file_seen
from starcity_game.plain import draw
from starcity_game.plain.asking import number_of

if TYPE_CHECKING:
    from starcity_game.plain.session import Session


def show(session: Session, rest: str) -> None:
    """The whole file in lines, or the sheet with the number `rest`."""
    file = file_seen(session.engine, session.life.state)
    if not rest:
        _inventory(session, file)
        return
    sheet = file.sheet(number_of(rest) or 0)
    if sheet is None:
        session.page.heading(f"There is no sheet {rest[:20]}. {_range(file)}")
        return
    session.page.block(draw.paper(sheet.paper(), session.page.width))


def _inventory(session: Session, file: File) -> None:
    page = session.page
    page.heading(f"{file.title}. `file` and a number lays a sheet before you; `status` says how you stand.")
    if not file.sheets:
        page.says(inventory.EMPTY)
        return
    page.gap()
    for line in inventory.inventory(file):
        page.item(f"{line.day}  {line.said}", str(line.number))
    if file.cards:
        page.heading("On index cards:")
        page.gap()
        for card in file.cards:
            page.item(inventory.said_card(card.now, card.text), "·")


def _range(file: File) -> str:
    """Which sheets there are."""
    if not file.sheets:
        return inventory.EMPTY
    return f"There are {file.sheets[0].number} to {file.sheets[-1].number}."
