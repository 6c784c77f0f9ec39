"""Every key that a story file may hold, declared once.

The reader refuses what is not here, the guide's reference is generated from here, and so is the
schema that editors complete from; so none of them can say something else than the others.
"""

from __future__ import annotations

import msgspec


class Key(msgspec.Struct, frozen=True):
    """One key of one kind of mapping."""

    kind: str
    """What its value is: `text`, `word`, `number`, `flag`, `expression`, `body` and so on."""
    doc: str
    """What it does, in a sentence or two."""
    example: str = ""
    """A value as it would be written."""
    needed: bool = False
    """Whether the mapping is at fault without it."""
    said: bool = False
    """Whether a player may read it, so that it is for translators. Texts, forms of names and parts always are."""


BODY = {
    "when": Key("condition", "May this happen? A choice without it is always open.", 'school == "engines"'),
    "assumes": Key("facts", "Facts that the reader must have learned on every way here; `starcity explore` holds the story to it.", "glushko_came"),
    "advance": Key("span", "Moves the clock on.", "3 days"),
    "at": Key("moment", "Sets the clock, the place, or both.", "{date: 1966-01-14 06:40, place: ward}"),
    "set": Key("assignments", "Changes variables; a list changes several, in order.", "nerve -= 1"),
    "learn": Key("facts", "Enters a fact, or several, in the notebook.", "glushko_came"),
    "act": Key("acts", "Enters an act, or several, in the ledger.", "{do: kept_silent, seen_by: [nurse]}"),
    "text": Key("text", "What is read: a string, or a list of strings, conditional texts and documents.", "|"),
    "check": Key("check", "Tries a stat or a pair against a difficulty from 0 to 10.", "{nerve: 5}"),
    "success": Key("body", "What happens when the check comes out well; then the body goes on."),
    "failure": Key("body", "What happens when it does not; then the body goes on."),
    "draw": Key("draw", "Adds storylets of a deck to the choices.", "{from: evenings, show: 3}"),
    "choices": Key("choices", "What may be done: a list of choices."),
    "goto": Key("scene", "Goes on in another scene.", "ward"),
    "call": Key("call", "Plays another scene and comes back to `then`.", "{scene: telephone, with: {caller: 2}}"),
    "return": Key("flag", "Comes back to the scene that called this one.", "true"),
    "end": Key("ending", "Ends the life with this ending, or with the first that holds: `auto`.", "summoned"),
    "then": Key("then", "Runs when everything above has ended without a jump. A list runs the first whose `when` holds."),
}  # fmt: skip

CHOICE = {
    "label": Key("line", "What the player reads. It may hold inline logic.", "Sit in it.", needed=True, said=True),
    "id": Key("word", "A name that outlives a new wording; without it, made from the label.", "sit"),
    "locked": Key("line", "Shows the choice, closed, with this reason, when `when` does not hold.", "You would need a Form 1", said=True),
    "once": Key("flag", "Whether it may be taken only once. In a hub it is so by itself.", "true"),
    "leave": Key("flag", "In a hub: taking it leads on to the hub's `then`.", "true"),
    "intent": Key("line", "Why it is done, which only the player knows; it goes with the act into the ledger.", "to know who is inside", said=True),
    "reflective": Key("flag", "Says that it changes nothing on purpose.", "true"),
    **BODY,
}  # fmt: skip

SCENE = {
    "title": Key("line", "A name for lists and maps; the player sees it in the notebook.", "The corridor", said=True),
    "was": Key("words", "Former ids of this scene, so that saved lives find it.", "old_ward"),
    "episode": Key("episode", "Marks the first scene of an episode.", "{number: 1, title: The Operation}"),
    "hub": Key("flag", "Offers its choices again after each.", "true"),
    "notes": Key("words", "Content notes that concern it.", "[illness]"),
    "skip": Key("body", "What happens instead for a player who asked to skip one of its notes."),
    "deck": Key("word", "Makes the scene a storylet of this deck.", "evenings"),
    "label": Key("line", "A storylet's line among the hub's choices.", "Go to the cinema.", said=True),
    "urgency": Key("number", "A storylet of higher urgency is drawn first.", "0"),
    "weight": Key("number", "How likely it is among equals, from 1 to 100.", "1"),
    "once": Key("flag", "A storylet is drawn only until it was read, unless this is false.", "false"),
    **BODY,
}

AT = {
    "date": Key("date", "The moment, with or without the time of day.", "1966-01-14 06:40"),
    "place": Key("place", "A declared place.", "ward"),
}
ACT = {
    "do": Key("act", "The act, from the vocabulary in `acts`.", "kept_silent", needed=True),
    "to": Key("person", "Whom it concerns.", "nurse"),
    "how": Key("line", "The manner.", "without looking up", said=True),
    "stakes": Key("line", "What hung on it.", "her pass", said=True),
    "seen_by": Key("people", "Who could see it.", "[nurse]"),
    "place": Key("place", "Where, if not where the story is.", "ward"),
}
DRAW = {
    "from": Key("deck", "The deck.", "evenings", needed=True),
    "show": Key("number", "How many storylets are offered, from 1 to 9.", "3"),
}
CALL = {
    "scene": Key("scene", "The scene to play.", "telephone", needed=True),
    "with": Key("values", "Variables to set for the time of the call.", "{caller: 2}"),
}
EPISODE = {
    "number": Key("number", "Its number in the volume.", "1", needed=True),
    "title": Key("line", "Its title.", "The Operation", needed=True, said=True),
}
PIECE = {
    "when": Key("condition", "When this text is read.", "attention >= 6"),
    "text": Key("text", "The text.", "|"),
    "otherwise": Key("text", "The text read when it is not.", "|"),
    "document": Key("document", "A declared document by its id, or one written here.", "order_117"),
    "piece": Key("piece", "A text declared in `pieces`.", "snow"),
}
DOCUMENT = {
    "kind": Key("line", "What sort of paper it is.", "order", needed=True, said=True),
    "title": Key("line", "Its heading.", "Order No. 117", said=True),
    "from": Key("line", "Who wrote it.", "Department 27", said=True),
    "to": Key("line", "For whom.", "First Department", said=True),
    "date": Key("line", "Its date, as it stands on the paper.", "12 January 1966", said=True),
    "stamp": Key("line", "A stamp.", "SECRET", said=True),
    "copies": Key("line", "The copies.", "2 copies", said=True),
    "lines": Key("word", "`kept` keeps the line breaks as they are written.", "kept"),
    "text": Key("text", "What it says.", "|", needed=True),
}
VARIABLE = {
    "number": Key("number", "A whole number, and what it is at first.", "5"),
    "flag": Key("flag", "True or false, and which at first.", "false"),
    "one_of": Key("words", "One of these words.", "[engines, gyroscopes, computing]"),
    "pair": Key("words", "Two opposed names for one scale from 0 to 100: the second is 100 minus the first.", "[candour, caution]"),
    "word": Key("line", "Free text, as a name that the player types.", '""'),
    "start": Key("value", "What it is at first, for `one_of` and `pair`.", "50"),
    "min": Key("number", "The least it can be.", "0"),
    "max": Key("number", "The most it can be.", "10"),
    "label": Key("line", "What the player reads beside it.", "nerve", said=True),
    "show": Key("word", "How the player sees it: bar, scale, words, number or none.", "bar"),
    "words": Key("words", "What `show: words` says, from least to most.", "[unremarked, noted, opened]", said=True),
    "doc": Key("line", "For authors: what it is for."),
}  # fmt: skip
PERSON = {
    "forms": Key("forms", "Forms of the name. `polite`, `full` and `label` are made from surname, first and patronymic.", "{surname: Ozhogina, first: Vera}"),
    "variants": Key("variants", "Several sets of `forms` and `attributes`, of which the seed deals one."),
    "attributes": Key("values", "Constants for expressions, as in `ozhogina.candidate`.", "{candidate: true}"),
    "stress": Key("line", "The name with its stress.", "Vera KlimEntyevna", said=True),
    "post": Key("line", "What this person does.", "chief computress", said=True),
    "about": Key("line", "A line for the card.", said=True),
    "key": Key("flag", "Whether the card stands among the first.", "true"),
    "when": Key("condition", "When the player sees the card; without it, from the beginning.", "seen.landing"),
}  # fmt: skip
VARIANT = {"forms": PERSON["forms"], "attributes": PERSON["attributes"]}
PLACE = {
    "name": Key("line", "What the date line says.", "Granovsky Street", needed=True, said=True),
    "about": Key("line", "For authors and the map."),
}
FACT = {
    "text": Key("line", "The fact in a sentence, as the notebook has it.", needed=True, said=True),
    "about": Key("people", "Whom it concerns.", "[glushko]"),
    "matter": Key("line", "What it concerns.", "the truce", said=True),
    "major": Key("flag", "Whether much hangs on it.", "true"),
    "suspected": Key("flag", "Whether it is only suspected.", "false"),
}
ACT_ENTRY = {
    "text": Key("line", "The act in a sentence.", "Stood in the corridor.", needed=True, said=True),
    "visible": Key("flag", "Whether somebody could report it.", "true"),
}
DECK = {"about": Key("line", "For authors: what the deck is for.")}
ENDING = {
    "title": Key("line", "Its title, as stamped in the archive.", needed=True, said=True),
    "when": Key("condition", "For `end: auto`: whether it can be this one."),
    "priority": Key("number", "For `end: auto`: the highest that holds is taken.", "10"),
    "parts": Key("parts", "Its text in order: strings, or `when` with `text`.", needed=True),
}
ENDING_PART = {"when": PIECE["when"], "text": PIECE["text"]}
VOLUME = {
    "title": Key("line", "Its title.", "Volume I: The Engineer", needed=True, said=True),
    "short": Key("line", "A short title.", "The Engineer", said=True),
    "start": Key("scene", "Where it begins.", "corridor", needed=True),
    "about": Key("line", "A line for the choice of volume.", said=True),
    "questionnaire": Key("questions", "What is asked before the first page."),
}
QUESTION = {
    "id": Key("word", "Its name in the save.", "sex", needed=True),
    "ask": Key("line", "The question.", "5. Sex", needed=True, said=True),
    "set": Key("variable", "The variable that the answer sets.", "sex"),
    "person": Key("person", "The person whose forms the answer gives.", "you"),
    "typed": Key("flag", "Whether the forms may be typed.", "true"),
    "options": Key("answers", "The answers.", needed=True),
}
ANSWER = {
    "label": Key("line", "What the player reads.", needed=True, said=True),
    "value": Key("line", "What the variable becomes."),
    "forms": PERSON["forms"],
    "when": Key("condition", "Whether this answer is offered, by the answers so far.", 'sex == "woman"'),
}
STORY = {
    "story": Key("word", "The story's id, which saved lives remember.", "starcity", needed=True),
    "title": Key("line", "Its title.", "Star City", needed=True, said=True),
    "version": Key("line", "Its version.", '"0.1"'),
    "about": Key("line", "What it is, in a few lines.", said=True),
    "credits": Key("line", "Credits and the author's note.", said=True),
    "language": Key("line", "The language it is written in.", "en"),
    "notes": Key("lines", "Content notes: id and what is said.", "{illness: An operation}", said=True),
    "volumes": Key("section", "The ways into the story.", needed=True),
    "players": Key(
        "players",
        "Players for `starcity explore`, by name, beside or in the place of the four that it has.",
        "{bold: {likes: {nerve: 1}, odds: -1}}",
    ),
    "check": Key("levels", "What `starcity check` makes of its findings in this story.", "{severity: {P4: off}}"),
}
PLAYER = {
    "likes": Key(
        "weights",
        "What each point more of a variable is worth to this player, or of a flag that it becomes true; either name of a pair may stand here.",
        "{caution: 2, attention: -3}",
    ),
    "odds": Key(
        "weight", "What a sure check is worth more than an impossible one; negative for one who likes a risk.", "1.5"
    ),
    "novelty": Key("weight", "What an option is worth more that was not taken yet.", "0.5"),
    "whim": Key("weight", "How far chance chooses: 0 takes the best always; without it, 1.", "0.5"),
}
CHECK = {
    "severity": Key(
        "levels",
        "Code of a rule, or of a warning, and what it is here: `off`, `metric`, `warning` or `error`.",
        "{P4: off}",
    ),
}
SECTIONS = {
    "prefix": Key("word", "Goes before the ids of this file's scenes, documents, pieces and decks.", "engineer.e1"),
    "scenes": Key("section", "Scenes by id."),
    "variables": Key("section", "Variables by name."),
    "people": Key("section", "People by id."),
    "places": Key("section", "Places by id: a name, or `name` and `about`."),
    "facts": Key("section", "Facts by id: a sentence, or more keys."),
    "acts": Key("section", "The vocabulary of the ledger: an id and a sentence, or more keys."),
    "glossary": Key("section", "Words, and what they mean."),
    "conditions": Key("section", "Conditions with a name, for use in any expression."),
    "pieces": Key("section", "Texts with a name."),
    "decks": Key("section", "Decks of storylets by id."),
    "documents": Key("section", "Documents by id."),
    "endings": Key("section", "Endings by id."),
}

TABLES = {
    "story.yaml": STORY,
    "any file": SECTIONS,
    "a body": BODY,
    "a scene": SCENE,
    "a choice": CHOICE,
    "at": AT,
    "act": ACT,
    "draw": DRAW,
    "call": CALL,
    "episode": EPISODE,
    "an entry of a text list": PIECE,
    "a document": DOCUMENT,
    "a variable": VARIABLE,
    "a person": PERSON,
    "a variant of a person": VARIANT,
    "a place": PLACE,
    "a fact": FACT,
    "an entry of acts": ACT_ENTRY,
    "a deck": DECK,
    "an ending": ENDING,
    "a part of an ending": ENDING_PART,
    "a volume": VOLUME,
    "a question": QUESTION,
    "an answer": ANSWER,
    "a player": PLAYER,
    "check in story.yaml": CHECK,
}
"""Every kind of mapping, by the name the guide gives it."""
