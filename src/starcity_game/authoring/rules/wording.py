"""Words: those to be used sparingly, those not to be used, and phrases that come again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.repeats import repeated
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.authoring.rules.style_sheet import FILE, style_sheet
from starcity_game.authoring.rules.thresholds import FILTERS, LONGEST_EPISODE, PHRASE_CONTENT, PHRASE_WORDS, SPARING
from starcity_game.authoring.rules.written import Written, written
from starcity_game.authoring.words import count


def sparing(story: Opened) -> Iterator[Found]:
    """Words of the style sheet that are used more often than it says."""
    allowed = style_sheet(story).sparing
    if not allowed:
        return
    texts = written(story)
    total = sum(count(text.text) for text in texts)
    uses: dict[str, list[tuple[Written, int]]] = {word: [] for word in allowed}
    for text, word, at in _occurrences(texts, allowed):
        uses[word].append((text, at))
    for word, found in uses.items():
        most = max(1, total // allowed[word])
        if len(found) > most:
            text, at = found[most]
            message = f"“{word}” {len(found)} times in {total:,} words; {most} is enough (1 in {allowed[word]:,})"
            yield Found(text.place(at), message, "keep it for where it says something")


def banned(story: Opened) -> Iterator[Found]:
    """Words that the style sheet rules out; and what could not be read of it."""
    sheet = style_sheet(story)
    for fault in sheet.faults:
        yield Found((fault.file, fault.line, fault.column), fault.message, fault.hint)
    for text, word, at in _occurrences(written(story), sheet.banned) if sheet.banned else ():
        yield Found(text.place(at), f"“{word}” is {sheet.banned[word]}", f"{FILE} rules it out")


def filtered(story: Opened) -> Iterator[Found]:
    """Words that stand between the reader and what happens, and phrases that come again in an episode."""
    for text, word, at in _occurrences(written(story), FILTERS):
        yield Found(text.place(at), f"“{word}” tells what could be shown", "say what there is to be felt or seen")
    yield from repeated(story)


def _occurrences(texts: Iterable[Written], phrases: Iterable[str]) -> Iterator[tuple[Written, str, int]]:
    """Where each of `phrases` stands as whole words, in the singular or plural; (text, phrase, offset)."""
    patterns = {phrase: re.compile(rf"(?<!\w){re.escape(phrase)}(?:s|es)?(?!\w)") for phrase in phrases}
    for text in texts:
        plain = text.text.lower().replace("\n", " ")
        for phrase, pattern in patterns.items():
            if phrase in plain:  # a search for characters takes a twentieth of the time of one with a pattern
                yield from ((text, phrase, match.start()) for match in pattern.finditer(plain))


RULES: Final = (
    Rule(
        "N2", "words to be sparing with", Level.WARNING,
        "Some words belong to one occasion: “comrade” to meetings, uniform, forms and irony. The style sheet"
        f" ({FILE}) lists such words under `sparing`, each with the number of words that may hold it once"
        f" ({SPARING:,} where it names none).",
        "Keep the word for the occasion; elsewhere use a name.",
        sparing,
    ),
    Rule(
        "N3", "clichés and anachronisms", Level.WARNING,
        f"A story may keep lists of what it does not say in {FILE}, under `never`, `cliches` and `anachronisms`."
        " They are looked for as whole words, in the singular and plural, in everything that can be read.",
        "Find the word that only this story could have; or take the entry off the list.",
        banned,
    ),
    Rule(
        "N4", "filter words and repeated phrases", Level.WARNING,
        "“You feel”, “you realise” and “suddenly” put a pane of glass before what happens. And a phrase of"
        f" {PHRASE_WORDS} words, {PHRASE_CONTENT} of them neither common nor names, is noticed the second time:"
        " within an episode it is either a refrain, and then listed under `refrains` in the style sheet, or a"
        " slip. Papers, labels and endings are left out, and texts of which a life reads only one. Episodes of"
        f" more than {LONGEST_EPISODE:,} words are not looked through.",
        "Say what there is to be felt or seen; find other words, or list the refrain.",
        filtered,
    ),
)  # fmt: skip
