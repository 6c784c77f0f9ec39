"""The whole machine of a story: its systems and its flight, read before and after the story's conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starcity_game.story import keys
from starcity_game.story.flights import Flights
from starcity_game.story.machine import Machine
from starcity_game.story.machinery import Machinery
from starcity_game.story.page import Page
from starcity_game.story.programme import Programme, Programmes, programme_node
from starcity_game.story.systems import Systems

if TYPE_CHECKING:
    from starcity_game.story.declare import Declarations


class Machines:
    """Reads the sections `systems`, `flight` and `programme`."""

    def __init__(self, story: Declarations) -> None:
        self._machinery = Machinery(story)
        self._systems = Systems(self._machinery)
        self._flights = Flights(self._machinery, self._systems)
        self._story = story

    def declare(self, pages: list[Page]) -> None:
        """Slots and names, which the conditions of the story may ask for."""
        for page, id, node in self._story.section(pages, "systems"):
            self._systems.declare(page, id, node)
        self._systems.name()
        flown = [page for page in pages if "flight" in page.root.values]
        for page in flown[1:]:
            page.fault(page.root.values["flight"], "E509", f"`flight` stands in {flown[0].file} already")
        for page in flown[:1]:
            fields = page.keyed(page.root.values["flight"], keys.FLIGHT, "`flight`")
            for key in ("plans", "steps"):
                if key in fields:
                    self._flights.declare(page, key, fields[key])
        self._flights.name()

    def link(self) -> Machine:
        """What may be done, and how it is flown."""
        self._systems.link()
        flight = self._flights.link()
        systems = self._systems
        deals, code = tuple(systems.deals), tuple(self._machinery.code.trees)
        return Machine(systems.systems, systems.defects, systems.works, flight, deals, code)

    def programme(self, pages: list[Page]) -> Programme | None:
        """The programme, with its code added to the machine's; None where there is none."""
        written = [(page, node) for page in pages if (node := programme_node(page)) is not None]
        for page, node in written[1:]:
            page.fault(node, "E509", f"`programme` stands in {written[0][0].file} already")
        return Programmes(self._story).read(*written[0]) if written else None
