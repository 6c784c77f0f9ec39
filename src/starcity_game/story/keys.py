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
    "test": Key("works", "Holds a test of the machine, or several: what it costs is spent, what it reveals is found.", "firing"),
    "repair": Key("works", "Makes a repair of the machine, or several.", "filters"),
    "waive": Key("works", "Signs that a test, or several, will not be held.", "firing"),
    "fly": Key("fly", "Flies the machine by a plan; with `to`, as far as a step.", "empty"),
    "learn": Key("facts", "Enters a fact, or several, in the notebook.", "glushko_came"),
    "act": Key("acts", "Enters an act, or several, in the ledger.", "{do: kept_silent, seen_by: [nurse]}"),
    "intervene": Key("word", "An intervention of the officer, one of the file’s `interventions`. From the first on, `intervened` names it.", "warn"),
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
    "paper": Key(
        "act",
        "The papers of the file about this act; where the file has none, `otherwise` is read.",
        "carried_paper_out",
    ),
    "file": Key("flag", "The whole file, sheet by sheet.", "true"),
    "rumour": Key(
        "flag", "The papers of the file that all come from one; where it has none, `otherwise` is read.", "true"
    ),
    "falsehood": Key("flag", "A paper of the file in which something is not so, and the one that shows it.", "true"),
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
    "volume": Key("word", "The only volume in which the player sees it; without it, in all.", "officer"),
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
    "dies": Key("date", "The day of death, after which nobody has anything from this person.", "1967-04-24"),
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
    "episodes": Key("number", "How many episodes it is to have; until then, some rules only measure.", "8"),
    "hero": Key("person", "Who is played; without it, the person `you`.", "inspector"),
    "opens": Key("flag", "Whether a file is opened before its first page; the story needs the section `file`.", "true"),
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
CASTING = {
    "about": Key("line", "For authors: what the roles are for."),
    "roles": Key("cast roles", "The roles by id; `cast.leak` is who was dealt the role `leak`.", "{leak: {label: the Leak, candidates: [ozhogina, rakitin]}}", needed=True),
    "different": Key("flag", "Whether nobody is dealt two roles; so it is without it.", "false"),
    "never": Key("nevers", "Combinations that are never dealt: roles and who holds them.", "[{leak: ozhogina, hand: rakitin}]"),
    "where": Key("cast conditions", "Conditions that every cast fulfils, of roles and of people’s attributes.", "not (cast.leak.ill and cast.hand.ill)"),
    "channels": Key("words", "By what ways a clue can come.", "[paper, person, place, machine]"),
    "conclusions": Key("conclusions", "What a reader can come to know, by id.", "{leak: {role: leak, volumes: officer}}"),
}  # fmt: skip
CAST_ROLE = {
    "label": Key("line", "What it is called.", "the Leak", needed=True),
    "candidates": Key("people", "Who may be dealt it; each of them as often as the others.", "[ozhogina, rakitin]", needed=True),
    "suspects": Key("people", "Who is never dealt it, though a reader may think so.", "[fridkin]"),
    "about": Key("line", "For authors: what whoever holds it has done."),
}  # fmt: skip
CONCLUSION = {
    "label": Key("line", "The question that it answers.", "Who is the Leak?"),
    "role": Key("cast role", "The role that it is about.", "leak", needed=True),
    "volumes": Key("words", "The volume that can settle it; of several, only a reader of all of them can.", "officer", needed=True),
    "answers": Key("answers of people", "Where the answer is no name: by candidate, what it is instead. Knowing it is not to know who.", "{ozhogina: an error in the descent table}"),
}  # fmt: skip
CLUE = {
    "text": Key("line", "What is found.", needed=True),
    "how": Key("line", "How it is found."),
    "cost": Key("line", "What it costs."),
    "fact": Key("planned fact", "The fact that is learned with it.", "leak_stamp", needed=True),
    "planned": Key("flag", "Whether the fact is still to be declared under `facts`.", "true"),
    "volume": Key("word", "In which volume.", "officer", needed=True),
    "episode": Key("number", "In which episode.", "3", needed=True),
    "channel": Key("word", "By what way it comes; one of the casting’s `channels`.", "paper", needed=True),
    "source": Key("word", "Where it comes from in the end: clues of one source count once.", "customs_book"),
    "rests_on": Key("clue names", "Clues without which it would not be known.", "[customs_slip]"),
    "when": Key("condition", "In which casts it exists; in all of them without it.", 'cast.leak == "rakitin"'),
    "rules": Key("named people", "By conclusion, who can still be meant.", "{leak: [rakitin, lomidze]}"),
    "clears": Key("named people", "By conclusion, who cannot be meant any more.", "{leak: [ozhogina]}"),
    "means": Key("condition", "What it says of several roles together.", "cast.leak != cast.patron"),
    "points": Key("named people", "By conclusion, whom it makes look guilty, rightly or not. It proves nothing.", "{leak: [fridkin]}"),
    "spine": Key("flag", "Whether every reader meets it, behind no check.", "true"),
    "pinned": Key("flag", "Whether the hub keeps it on offer until it was met.", "true"),
    "checked": Key("flag", "Whether it stands behind a check.", "true"),
}  # fmt: skip
SYSTEM = {
    "title": Key("line", "What the sheet calls it.", "Block A engines", needed=True, said=True),
    "about": Key("line", "What it is.", "Thirty of them.", said=True),
    "deals": Key(
        "numbers",
        "How likely the seed deals none, one, two … of its defects, as weights; without it, all three alike.",
        "[30, 50, 20]",
    ),
    "defects": Key("defects", "What may be wrong with it, by id."),
    "tests": Key("tests", "What shows that, by id."),
    "repairs": Key("repairs", "What removes it, by id."),
}
DEFECT = {
    "name": Key("line", "What it is, once it is known.", "Metal in the oxygen pump", needed=True, said=True),
    "sign": Key("line", "What shows while it is only suspected.", "The shaft speed hunts.", said=True),
    "origin": Key("line", "How it came there, for the report.", "A bolt left in the tank.", said=True),
    "since": Key("line", "When it came there, as a paper would have it.", "3 March 1968", said=True),
    "signed": Key("person", "Who signed for it.", "valiullin"),
    "weight": Key(
        "number", "How likely the seed deals it among those of its system, from 0 to 100; without it, 1.", "2"
    ),
    "when": Key(
        "condition",
        "Adds it to the machine where this holds. Such a defect is not dealt unless it has a `weight`.",
        'cast.hand == "lomidze"',
    ),
}
TEST = {
    "name": Key("line", "What it is called.", "Hold-down firing", needed=True, said=True),
    "about": Key("line", "What it is.", said=True),
    "reveals": Key(
        "shares",
        "Defects that it finds: a list, or a mapping with how often it sees each, in percent. The seed settles that before the first page.",
        "{metal: 60}",
    ),
    "suspects": Key(
        "shares",
        "Defects that it hints at, likewise: they count as suspected, and only their `sign` is known.",
        "[cracked_pipe]",
    ),
    "costs": Key("costs", "Variables, and how much of each it spends.", "{weeks: 2, standing: 1}"),
    "needs": Key("condition", "When it can be held.", "stand_built"),
    "signed": Key("person", "Who signs the act of the test; without it, the player.", "nosikov"),
}
REPAIR = {
    "name": TEST["name"],
    "about": TEST["about"],
    "removes": Key("words", "Defects that it removes.", "[metal]"),
    "leaves": Key(
        "shares",
        "Defects that it may leave behind: a list, or a mapping with how likely each is, in percent.",
        "{loose_clamp: 20}",
    ),
    "costs": TEST["costs"],
    "needs": Key(
        "condition", "When it can be made; without it, when one of the defects that it removes was found.", "true"
    ),
    "signed": Key("person", "Who signs for it; without it, the player.", "nosikov"),
}
FLIGHT = {
    "plans": Key("plans", "Ways of flying, by id.", needed=True),
    "steps": Key("steps", "The steps, by id, in the order in which they are flown.", needed=True),
}
PLAN = {
    "title": Key("line", "What it is called.", "One rocket", needed=True, said=True),
    "about": Key("line", "What it is.", said=True),
}
STEP = {
    "title": Key("line", "What it is called.", "Lift-off", needed=True, said=True),
    "at": Key("date", "When it is due.", "1969-06-21 04:10"),
    "holder": Key("line", "Who holds the go / no-go.", "the KORD desk", said=True),
    "nominal": Key("line", "What the report says when nothing was wrong.", "Thirty engines.", said=True),
    "go": Key("condition", "Whether it is a go. If not, the flight is held there.", "not no_go"),
    "held": Key("line", "What the report says then.", "The commission did not sign.", said=True),
    "chains": Key("chains", "What may go wrong, by id: the first whose causes all hold decides the step."),
    "reaches": Key(
        "words", "Milestones reached when the step is passed; `flight.landed` is true from then on.", "[landed]"
    ),
    "plans": Key("words", "Plans that it belongs to; without it, all.", "[empty]"),
}
CHAIN = {
    "grade": Key(
        "word",
        "What the step comes to: `degraded` goes on, `abort` brings the crew home, `loss` does not.",
        "loss",
        needed=True,
    ),
    "causes": Key(
        "causes",
        "What must all hold: ids of defects, or more keys. A loss has two at least, counting `copes`, or one that was `warned` of.",
        "[metal]",
        needed=True,
    ),
    "copes": Key("cope", "When the crew masters it, so that the step is only degraded.", "{when: trained}"),
    "text": Key("line", "What the report says.", "Engine 8 exploded.", needed=True, said=True),
    "plans": Key("words", "Plans in which it can happen; without it, all.", "[crewed]"),
}
CAUSE = {
    "defect": Key("word", "A defect that is there.", "metal"),
    "untested": Key("word", "A test that was not held.", "firing"),
    "unrepaired": Key("word", "A repair that was not made.", "filters"),
    "when": Key("condition", "Anything else: what somebody decided, or how somebody was.", "not trained"),
    "text": Key("line", "A line for the report; needed with `when`.", "The crew had not trained for it.", said=True),
    "acts": Key("words", "Acts of the ledger that the report cites for it.", "[signed_draft]"),
    "warned": Key("flag", "Whether it says that somebody had been warned.", "true"),
}
COPE = {
    "when": Key("condition", "When the crew masters it.", "trained", needed=True),
    "text": Key("line", "What the report says then.", "The pilot took over by hand.", said=True),
}
FLY = {
    "plan": Key("word", "The plan.", "empty", needed=True),
    "to": Key("word", "The last step that is flown; the next `fly` goes on after it.", "orbit"),
}
PROGRAMME = {
    "about": Key("line", "For authors: what it leaves out."),
    "periods": Key("periods", "The periods in order.", needed=True),
    "decisions": Key("decisions", "Decisions by id, each with its options by id."),
    "flies": Key(
        "flies", "Which plan is flown in the end: the first whose `when` holds; none is a programme that does not fly."
    ),
    "policies": Key("policies", "Who decides: policies by id.", needed=True),
    "outcomes": Key(
        "outcomes", "What a programme can come to, by id, the best first: the first that holds counts.", needed=True
    ),
    "aims": Key("aims", "What the table is to show; `starcity simulate` holds the story to it."),
}
PERIOD = {
    "title": Key("line", "What it is called.", "Three Fires", needed=True),
    "at": Key("date", "When it begins.", "1966-05-01"),
    "set": Key("assignments", "What it brings.", "weeks += 6"),
    "opens": Key("words", "Tests and repairs that can be done from now on.", "[firing]"),
    "closes": Key("words", "Tests and repairs that cannot be done any more.", "[firing]"),
    "decides": Key("words", "Decisions that are made before anything is done.", "[truce]"),
}
DECISION = {
    "when": Key("condition", "When it can be taken.", "standing >= 4"),
    "set": Key("assignments", "What it changes.", "every_engine = true"),
}
FLIES = {
    "plan": Key("word", "The plan.", "empty", needed=True),
    "when": Key("condition", "When it is flown.", "two_launches"),
}
POLICY = {
    "about": Key("line", "For authors: who that is."),
    "likes": Key(
        "weights", "What each point more of a variable is worth, or of a flag that it becomes true.", "{weeks: 1}"
    ),
    "tests": Key("weight", "What any test is worth.", "3"),
    "repairs": Key("weight", "What any repair is worth.", "5"),
    "whim": Key("weight", "How far chance chooses; without it, not at all.", "1"),
    "keeps": Key("costs", "What of a number is never spent on a test or a repair.", "{weeks: 0}"),
    "knows": Key("flag", "Whether it sees what is hidden.", "true"),
}
OUTCOME = {
    "title": Key("line", "A line for the table.", "landed in June", needed=True),
    "when": Key("condition", "When it is this one; without it, always.", "flight.landed"),
}
AIM = {
    "policy": Key("word", "The policy.", "careful", needed=True),
    "outcomes": Key("words", "The outcomes that are counted together.", "[june]", needed=True),
    "least": Key("number", "Percent of its programmes at least.", "55"),
    "most": Key("number", "Percent at most.", "65"),
}
OBSERVER = {
    "person": Key("person", "Who it is.", "sukhova", needed=True),
    "signs": Key("line", "How the papers are signed.", "Source “Violet”", said=True),
    "channel": Key("line", "By what way they come.", "ward book", said=True),
    "sees": Key("places", "Places where this observer may have been.", "[ward, boiler_room]"),
    "hears": Key("people", "People who tell this observer what they saw.", "[dubova]"),
    "acts": Key("act names", "The only acts that this observer reports; all without it.", "[used_telephone]"),
    "habit": Key("line", "For authors: the habit of distortion.", "counts whatever can be counted", needed=True),
}
MANNER = {
    "about": Key("line", "For authors: how somebody of this manner writes."),
    "within": Key(
        "span", "How soon after the act, at most, the paper is written; without it, within a day.", "3 hours"
    ),
}
REPORT = {
    "act": Key("act", "The act that it reports.", "copied_paper", needed=True),
    "manner": Key("manners", "The manner, or manners, that it is written in; of extracts none.", "zealous"),
    "observer": Key("observer names", "Who alone may have written it.", "nurse"),
    "scene": Key("scenes named", "The only scenes whose act it can be.", "boiler"),
    "to": Key("people", "The only people whom the act may concern.", "[ozhogina]"),
    "how": Key(
        "how lines", "The only manners of the act, as the scenes have them under `how`.", "in pencil, in a boiler room"
    ),
    "when": Key(
        "condition",
        "When it can be in a file, by what the officer’s life holds at the beginning.",
        'cast.informer == "lomidze"',
    ),
    "trace": Key(
        "flag", "It tells of something that an act left behind, not of the act; so nobody need have seen that.", "true"
    ),
    "cites": Key("flag", "It has everything from an earlier paper about the same act, `{cited.sheet}`.", "true"),
    "extract": Key(
        "flag", "A retyped extract: it comes from the file’s `informer`, or with `cites` from another paper.", "true"
    ),
    "kind": Key("line", "What sort of paper it is; without it, a report.", "ward book, extract", said=True),
    "title": Key("line", "Its heading.", "On the visitor", said=True),
    "text": Key(
        "text",
        "What it says. Beside everything else, `subject.`, `deed.`, `observer.` and `paper.` can be printed.",
        "|",
        needed=True,
    ),
    "false": Key("false detail", "The one thing in it that is not so, and the paper that shows it."),
}
FALSE = {
    "detail": Key("word", "What is not so: `who`, `place`, `time`, `words`, `motive` or `thing`.", "time", needed=True),
    "from": Key("line", "Where the other paper comes from: no observer.", "Pass office", said=True, needed=True),
    "paper": Key(
        "written document",
        "The other paper, from which it can be known; it goes into the file with the report.",
        "{kind: log, text: |…}",
        needed=True,
    ),
}
FILE = {
    "title": Key("line", "What stands on the cover.", "File No. 3177", said=True),
    "of": Key("word", "The volume of whose finished lives a file is made.", "engineer", needed=True),
    "keeps": Key(
        "variable names",
        "Variables of such a life that the file’s volume can read, as in `subject.school`.",
        "[sex, school]",
    ),
    "least": Key("number", "How many papers it has of an episode at least, if the ledger gives as many.", "20"),
    "most": Key("number", "How many of an episode at most, from 1 to 60; the seed deals a number between.", "25"),
    "first_sheet": Key("number", "The number of the first sheet.", "3"),
    "foremost": Key(
        "act names",
        "Acts that come into the file before all others, if anybody can tell of them.",
        "[carried_paper_out]",
    ),
    "false_details": Key("number", "How many of its papers of an episode, at most, hold a false detail.", "5"),
    "rumours": Key("number", "How many acts of an episode, at most, stand in three papers that come from one.", "2"),
    "travel": Key("span", "How long, at least, somebody is on the way between two places.", "40 minutes"),
    "together": Key(
        "groups of places",
        "Places of one house: between them ten minutes are enough.",
        "[[ward, boiler_room], [flat, landing]]",
    ),
    "after": Key("span", "How soon after the act, at the earliest, a paper is written.", "3 hours"),
    "informer": Key(
        "expression", "Whose reports are retyped as extracts: an expression that is a person’s id.", "cast.informer"
    ),
    "hand": Key("person", "Who signs the extracts.", "kolyvanov"),
    "channel": Key("line", "By what way the extracts come.", "retyped, source not shown", said=True),
    "interventions": Key("words", "What `intervene` may say.", "[watch, warn]"),
    "early": Key("ending names", "Endings of a life that broke off: its ledger ends with a removal.", "[arrested]"),
    "removed": Key("line", "The line on the index cards then, after the date.", "Removed from the list.", said=True),
}
RECALL = {
    "act": Key("act", "The act.", "carried_paper_out", needed=True),
    "scene": Key("scenes named", "The only scenes whose act it can be.", "engineer.e1.list"),
    "to": Key("people", "The only people whom the act may concern.", "[ozhogina]"),
    "how": Key("how lines", "The only manners of the act, as the scenes have them under `how`.", "in a newspaper"),
}
HOOK = {
    "flag": Key("flag", "True or false, and which where no life is carried over.", "false"),
    "one_of": Key("words", "One of these words.", "[left, warned, moved]"),
    "start": Key("line", "Which of them where no life is carried over; without it, the first.", "left"),
    "from": Key("expression", "What it is, by what a finished life of the file’s volume holds.", "kitchen_heard"),
    "pays": Key("planned scene", "The scene in which it is paid.", "engineer.e3.flat", needed=True),
    "planned": Key("flag", "Whether that scene, and what `from` reads, are still to be written.", "true"),
    "about": Key("line", "For authors: what was done, and how it is paid.", needed=True),
}
ENGINEER = {
    "title": Key("line", "What the choice of a file says.", "The careful one", said=True, needed=True),
    "about": Key("line", "A line more.", said=True),
    "forms": Key("forms", "Forms of the name.", "{surname: Orlova, first: Anna}", needed=True),
    "keeps": Key("values", "Values of the variables that the file `keeps`.", "{sex: woman}"),
    "deeds": Key("deeds", "The ledger, in the order of its dates.", needed=True),
}
DEED = {
    "act": Key("act", "The act.", "copied_paper", needed=True),
    "date": Key("date", "When.", "1966-01-14 08:30", needed=True),
    "scene": Key("scene", "The scene that tells of it.", "engineer.e1.boiler", needed=True),
    "episode": Key("number", "The episode; without it, 1.", "1"),
    "place": Key("place", "Where.", "boiler_room", needed=True),
    "to": ACT["to"],
    "how": Key("line", "The manner.", "in pencil", said=True),
    "stakes": Key("line", "What hung on it.", "the engines", said=True),
    "seen_by": ACT["seen_by"],
    "intent": Key("line", "Why it was done. No paper shows it.", "that there should be two", said=True),
}
INTERVIEW = {
    "about": Key("line", "What is said before the first question.", "The archivist has a form.", said=True),
    "questions": Key("interview questions", "The questions, in order.", needed=True),
    "deeds": Key(
        "deeds ruled",
        "The ledger that the answers give: deeds, each with the answers that it needs under `if`.",
        needed=True,
    ),
}
INTERVIEW_QUESTION = {
    "id": Key("word", "Its name.", "page", needed=True),
    "ask": Key("line", "The question.", "What became of the sheet?", said=True, needed=True),
    "answers": Key("interview answers", "The answers.", needed=True),
}
INTERVIEW_ANSWER = {
    "id": Key("word", "Its name.", "burned", needed=True),
    "label": Key("line", "What is read.", "It was burned.", said=True, needed=True),
    "if": Key("answers given", "Earlier answers without which it is not offered.", "{sex: woman}"),
    "forms": Key("forms", "The name that it gives the engineer."),
    "keeps": Key("values", "Values of the variables that the file `keeps`.", "{sex: woman}"),
}
RULED = {
    "if": Key(
        "answers given", "Answers with which it is a deed: by question, one or several.", "{page: [burned, kept]}"
    ),
    **DEED,
}
SECTIONS = {
    "prefix": Key("word", "Goes before the ids of this file's scenes, documents, pieces and decks.", "engineer.e1"),
    "ledger": Key("number", "The episode of the opened ledger that this file asks and lays papers of.", "2"),
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
    "systems": Key("section", "Systems of a machine by id, with hidden defects, tests and repairs."),
    "flight": Key("flight", "How the machine is flown: plans, and steps with what may go wrong."),
    "programme": Key("programme", "The machine’s years without their prose, for `starcity simulate`."),
    "casting": Key("casting", "Roles that the seed deals among people, once and for good."),
    "clues": Key(
        "section", "What can be found out about the cast, by id: the plan that `starcity check` holds to be fair."
    ),
    "observers": Key("section", "Who reports to the officer, by id."),
    "manners": Key("section", "Manners of reporting by id; the seed deals one to each observer."),
    "reports": Key("section", "Reports by id: how somebody of a manner tells of an act."),
    "file": Key("file rules", "How a file is sifted out of the ledger of a finished life."),
    "recalls": Key("section", "What scenes ask of the ledger that was opened, by id; read as `recalls.coat`."),
    "hooks": Key("section", "What a finished life of the file’s volume carries back, by id; read as `hook.listened`."),
    "engineers": Key("section", "Ledgers ready to be opened, by id."),
    "interview": Key("interview", "Questions whose answers give a ledger."),
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
    "a system": SYSTEM,
    "a defect": DEFECT,
    "a test": TEST,
    "a repair": REPAIR,
    "flight": FLIGHT,
    "a plan": PLAN,
    "a step": STEP,
    "a chain": CHAIN,
    "a cause": CAUSE,
    "copes": COPE,
    "fly": FLY,
    "programme": PROGRAMME,
    "a period": PERIOD,
    "a way to decide": DECISION,
    "an entry of flies": FLIES,
    "a policy": POLICY,
    "an outcome": OUTCOME,
    "an aim": AIM,
    "casting": CASTING,
    "a role of the casting": CAST_ROLE,
    "a conclusion": CONCLUSION,
    "a clue": CLUE,
    "an observer": OBSERVER,
    "a manner": MANNER,
    "a report": REPORT,
    "false": FALSE,
    "file": FILE,
    "a recall": RECALL,
    "a hook": HOOK,
    "an engineer": ENGINEER,
    "a deed": DEED,
    "interview": INTERVIEW,
    "a question of the interview": INTERVIEW_QUESTION,
    "an answer of the interview": INTERVIEW_ANSWER,
    "a deed of the interview": RULED,
}
"""Every kind of mapping, by the name the guide gives it."""
