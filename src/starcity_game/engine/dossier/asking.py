"""What a life knows of its file from the first page on: the names that scenes ask of it, as values by name."""

from __future__ import annotations

from starcity_game.engine.dossier.file import File, Sheet
from starcity_game.engine.dossier.witnesses import dealt_manners
from starcity_game.engine.state import Deed, Subject, Value
from starcity_game.story.filing import Dossier, asked_of
from starcity_game.story.names import AT


def known_of(dossier: Dossier, subject: Subject, file: File, seed: int) -> dict[str, Value]:
    """Every name of a file that is not what it is without one.

    Names stand for a whole life; so each is about one episode of the ledger, the first unless the file of a scene names
    another: of a summer nothing is written in the winter before it.
    """
    found: dict[str, Value] = {f"manner.{o}": manner.id for o, manner in dealt_manners(dossier, seed).items()}
    for recall in dossier.recalls:
        deeds = deeds_of(subject.deeds, recall.episode)
        if any(asked_of(recall, d.act, d.scene, d.to, d.how) for d in deeds):
            found[f"recalls.{recall.id}"] = True
    for episode in {0, *(int(name.partition(AT)[0]) for name in dossier.slots if AT in name)}:
        before = f"{episode}{AT}" if episode else ""
        found |= {f"{before}{name}": value for name, value in _of_episode(dossier, subject, file, episode).items()}
    return found


def deeds_of(deeds: tuple[Deed, ...], episode: int) -> tuple[Deed, ...]:
    """The deeds of one episode of a ledger; for 0 of its first."""
    asked = episode or min((deed.episode for deed in deeds), default=0)
    return tuple(deed for deed in deeds if deed.episode == asked)


def part_of(file: File, deeds: tuple[Deed, ...], episode: int) -> File:
    """A file as far as it is about one episode of the ledger `deeds`; for 0 about its first."""
    asked = set(deeds_of(deeds, episode))
    return File(file.title, tuple(s for s in file.sheets if deeds[s.deed] in asked), file.cards)


def _of_episode(dossier: Dossier, subject: Subject, file: File, episode: int) -> dict[str, Value]:
    """What is asked of one episode of a ledger, by names without it."""
    file = part_of(file, subject.deeds, episode)
    found: dict[str, Value] = {f"did.{deed.act}": True for deed in deeds_of(subject.deeds, episode)}
    return found | _counted(file) | _rumour(rumour_of(file, dossier.rules.foremost)) | _falsehood(file)


def _counted(file: File) -> dict[str, Value]:
    """Of every act in the file its first sheet, its sheets, and the first hands that they come from."""
    found: dict[str, Value] = {}
    roots = file.provenance
    for act in {sheet.act for sheet in file.sheets}:
        reports = [s for s in file.about(act) if s.says]
        if reports:
            hands = {root for sheet in reports for root in roots[sheet.number]}
            found |= {f"filed.{act}": True, f"sheet.{act}": reports[0].number, f"sheets.{act}": len(reports)}
            found[f"sources.{act}"] = len(hands)
    return found


def rumour_of(file: File, foremost: tuple[str, ...]) -> tuple[Sheet, ...]:
    """The sheets of a rumour, three that are one or at least two, if it can be about an act that is `foremost`; none
    where nothing goes round."""
    chains = [chain for sheet in file.sheets if not sheet.cites and len(chain := _chain(file, sheet)) > 1]
    return max(chains, key=lambda chain: (len(chain), chain[0].act in foremost), default=())


def _chain(file: File, sheet: Sheet) -> tuple[Sheet, ...]:
    """A sheet, one that has everything from it, and one that has everything from that."""
    after = next((s for s in file.sheets if sheet.number in s.cites), None)
    return (sheet, *_chain(file, after)) if after else (sheet,)


def falsehood_of(file: File) -> tuple[Sheet, ...]:
    """The first sheet in which something is not so, and the one that shows it; none where all is as it was."""
    wrong = next((s for s in file.sheets if s.false), None)
    shows = file.sheet(wrong.shown_by) if wrong else None
    return (wrong, shows) if wrong and shows else ()


def _rumour(chain: tuple[Sheet, ...]) -> dict[str, Value]:
    if not chain:
        return {}
    found: dict[str, Value] = {"rumour.known": True, "rumour.act": chain[0].act}
    found |= {f"rumour.{name}": s.number for name, s in zip(("first", "second", "third"), chain, strict=False)}
    return found | {"rumour.first_by": chain[0].observer, "rumour.second_by": chain[1].observer}


def _falsehood(file: File) -> dict[str, Value]:
    pair = falsehood_of(file)
    if not pair:
        return {}
    wrong, shows = pair
    return {
        "falsehood.known": True, "falsehood.act": wrong.act, "falsehood.sheet": wrong.number,
        "falsehood.shown_by": shows.number, "falsehood.detail": wrong.false, "falsehood.by": wrong.observer,
    }  # fmt: skip
