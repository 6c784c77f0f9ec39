"""Commands that show how you stand, and what the words for it mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from starcity_game.engine import view
from starcity_game.plain import papers, standing
from starcity_game.story.diagnostics import nearest
from starcity_game.story.model import Variable

if TYPE_CHECKING:
    from starcity_game.plain.session import Session


def status(session: Session, _: str) -> None:
    """Sheet, episode, seed, clock, place and all shown variables in a few lines."""
    seed = session.life.state.origin.seed
    session.page.gap()
    session.page.says(f"Sheet {session.life.sheet}{session.episode()}, seed {seed}. {session.date_line()}")
    shown = "; ".join(standing.in_words(session.engine, session.life.state))
    if shown:
        session.page.says(shown)


def file(session: Session, rest: str) -> None:
    """The file that was opened; or what is known of you: each shown variable in words, and as a bar where there is
    room."""
    if session.life.state.origin.subject is not None:
        papers.show(session, rest)
        return
    page, state = session.page, session.life.state
    page.heading(f"The file: {session.name()}")
    volume = session.engine.story.head.volumes[state.origin.volume].title
    page.item(f"{volume}{session.episode()}, sheet {session.life.sheet}", "·")
    words = standing.in_words(session.engine, state)
    page.gap()
    for said, bar in zip(words, standing.bars(session.engine, state), strict=True):
        if page.wide:
            page.row(said, bar, max(map(len, words)))
        else:
            page.item(said, "·")
    if any(_meanings(session, variable) for variable in view.shown(session.engine, session.life.state)):
        page.heading("`help` and one of these words says what it means.")


def explain(session: Session, word: str, commands: Sequence[str]) -> None:
    """What `word` means: that of a shown variable, or one from the glossary. `commands` are advised of too."""
    words = session.engine.story.head.glossary
    lines = meaning(session, word)
    lines = lines or [f"{key}: {text}" for key, text in words.items() if word.casefold() in key.casefold()]
    if not lines:
        advice = nearest(word.casefold(), [*commands, *words]) or "`help` alone lists the commands."
        session.page.heading(f"“{word[:40]}” is no command, and the glossary does not have it; {advice}")
        return
    session.page.gap()
    for line in lines:
        session.page.item(line, "·")


def meaning(session: Session, word: str) -> list[str]:
    """How a shown variable called `word` stands, and what the glossary says of it; or of exactly this word."""
    shown = [
        variable
        for variable in view.shown(session.engine, session.life.state)
        if word.casefold() in standing.names(variable)
    ]
    meanings = {key: text for variable in shown for key, text in _meanings(session, variable).items()}
    words = session.engine.story.head.glossary
    meanings |= {key: text for key, text in words.items() if word.casefold() == key.casefold()}
    standings = [standing.said(session.engine, session.life.state, variable) for variable in shown]
    return [*standings, *(f"{key}: {text}" for key, text in meanings.items())]


def _meanings(session: Session, variable: Variable) -> dict[str, str]:
    """What the glossary has of a shown variable."""
    names = standing.names(variable)
    return {word: text for word, text in session.engine.story.head.glossary.items() if word.casefold() in names}
