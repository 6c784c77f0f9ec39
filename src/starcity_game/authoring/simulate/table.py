"""What came of many programmes, as a table, and whether it is what the story aims at."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from starcity_game.authoring.simulate.running import Tally
from starcity_game.story.diagnostics import visible
from starcity_game.story.programme import Aim, Programme


class Judged(msgspec.Struct, frozen=True):
    """An aim, and what came of it."""

    aim: Aim
    share: float
    """Percent of the policy's programmes."""

    @property
    def held(self) -> bool:
        """Whether it is as it should be."""
        return self.aim.least <= self.share <= self.aim.most


def judge(programme: Programme, tallies: tuple[Tally, ...]) -> tuple[Judged, ...]:
    """Every aim with what came of it."""
    by = {tally.policy: tally for tally in tallies}
    return tuple(Judged(aim, by[aim.policy].share(*aim.outcomes)) for aim in programme.aims)


def lines(programme: Programme, tallies: tuple[Tally, ...], why: bool = False) -> Iterator[str]:
    """The table: a row for each policy, a column for each outcome, in percent; then the aims."""
    titles = [visible(outcome.title) for outcome in programme.outcomes]
    width = max(map(len, programme.policies), default=0)
    yield "  ".join([" " * width, *titles])
    for tally in tallies:
        shares = (f"{tally.share(outcome.id):.1f}" for outcome in programme.outcomes)
        cells = [f"{share:>{len(title)}}" for share, title in zip(shares, titles, strict=True)]
        yield "  ".join([f"{tally.policy:<{width}}", *cells])
    for judged in judge(programme, tallies):
        yield _said(judged, {outcome.id: outcome.title for outcome in programme.outcomes})
    for tally in tallies if why else ():
        yield f"What ended the flights of {tally.policy}:"
        most = sorted(tally.undone.items(), key=lambda item: (-item[1], item[0]))
        yield from (f"  {100 * count / tally.programmes:5.1f}  {visible(what)}" for what, count in most[:20])


def _said(judged: Judged, titles: dict[str, str]) -> str:
    """An aim in a line."""
    aim = judged.aim
    what = ", ".join(visible(titles[outcome]) for outcome in aim.outcomes)
    wanted = f"{aim.least} to {aim.most}" if aim.most < 100 else f"{aim.least} or more"
    return f"{'holds' if judged.held else 'FAILS'}: {aim.policy}, {what}: {judged.share:.1f} % (aim: {wanted})"
