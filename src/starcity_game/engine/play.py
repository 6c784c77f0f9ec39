"""The engine: a state and a choice give the next state and what there is to read. Pure."""

from __future__ import annotations

from typing import Final

import msgspec

from starcity_game.engine import ledger
from starcity_game.engine.chance import chance, in_words, likelihood
from starcity_game.engine.dossier.opening import enter_subject, laid
from starcity_game.engine.draw import drawn_storylets
from starcity_game.engine.events import Checked, Ended, EpisodeBegan, Event, Moved, Option, Skipped, Stuck
from starcity_game.engine.events import Span as _Span
from starcity_game.engine.origin import first_values
from starcity_game.engine.ready import Code, Paragraphs, ReadyBody, ReadyChoice, ReadyScene
from starcity_game.engine.render import Renderer
from starcity_game.engine.state import NOW, PLACE, Frame, Link, Origin, State, Value
from starcity_game.engine.vector import Vector
from starcity_game.story.model import Ending, Role, Story

DEEPEST: Final = 16
"""Scenes to come back to at most. A call beyond it is not made, so that none is ever lost; only a hub left
behind for ever by its storylets can be forgotten."""
LONGEST: Final = 1_000
"""Bodies run in one turn at most, so that no story runs for ever."""

_ENTER, _OFFER, _JUMP, _THEN, _OVER = range(5)


class Turn(msgspec.Struct, frozen=True):
    """What one choice brought."""

    state: State
    """The state after it."""
    events: tuple[Event, ...]
    """What there is to read, in order."""
    offer: tuple[Option, ...]
    """What may be done next; empty at an ending."""


class Engine:
    """Plays one story. Holds no state of any life; what it keeps is made from the story alone."""

    def __init__(self, story: Story) -> None:
        """An engine for `story`; its scenes are made ready when they are first entered."""
        self.story = story
        self.head = story.head
        self.code = Code(story.head.code)
        self._ready: list[ReadyScene | None] = [None] * len(story)

    def ready(self, index: int) -> ReadyScene:
        """The scene with this number, made ready."""
        found = self._ready[index]
        if found is None:
            found = self._ready[index] = ReadyScene(index, self.story.scene(index), self.code)
        return found

    def begin(self, origin: Origin) -> Turn:
        """The first page. Raises ValueError when `origin` names a volume that the story has not."""
        volume = self.head.volumes.get(origin.volume)
        if volume is None:
            raise ValueError(f"this story has no volume `{origin.volume}`")
        values = self.first_values(origin)
        return self.enter(State(origin, values, Vector(self.head.counters), volume.start, 0), volume.start)

    def enter(self, state: State, scene: int) -> Turn:
        """The turn of entering the scene with the number `scene` in `state`, whatever led there."""
        run = self.run(state)
        run.go_on(run.arrive(scene), _ENTER)
        return run.turn()

    def run(self, state: State) -> Run:
        """A turn that begins in `state`."""
        return Run(self, state)

    def play(self, state: State, option: Option) -> Turn:
        """The turn that `option`, one of the open ones that `offer(state)` gives, leads to."""
        body = self.ready(state.scene).bodies[state.body]
        target = option.target
        if target >= 0:
            chosen = body.choices[target]
            if chosen.swift >= 0 and not state.frames:
                turn = self._swift(state, chosen)
                if turn:
                    return turn
        run = self.run(state)
        if target < 0:
            run.draw_on(body, -1 - target)
        else:
            run.take(chosen)
        return run.turn()

    def _swift(self, state: State, chosen: ReadyChoice) -> Turn | None:
        """The turn of a choice that only leads from one plain scene to another, as most do; None when
        it turns out to be more. The same turn as `Run` gives, in a quarter of its time."""
        index = chosen.swift
        scene = self._ready[index] or self.ready(index)
        if not scene.swift:
            return None
        values, counts, body, root = state.values.copy(), state.counts, chosen.body, scene.root
        if chosen.counter >= 0:
            counts = counts.added(chosen.counter)
        if body.effects:
            body.effects(values, counts)
        events: list[Event] = []
        paint(body.paragraphs, values, counts, events)
        counts = counts.added(index)
        if root.effects:
            root.effects(values, counts)
        paint(root.paragraphs, values, counts, events)
        after = State(
            state.origin, values, counts, index, 0, (), (), state.ledger, state.learned, state.episode, ""
        )  # fmt: skip
        offer = self.options(root, after)
        if not offer or not (offer[0].open or any(o.open for o in offer)):
            return None
        return Turn(after, tuple(events), offer)

    def resume(self, state: State) -> Turn:
        """The turn that stands at `state`, run on where the story, having been edited, offers nothing there."""
        run = self.run(state)
        run.go_on(self.ready(state.scene).bodies[state.body], _OFFER)
        return run.turn()

    def offer(self, state: State) -> tuple[Option, ...]:
        """What may be done in `state`."""
        if state.ended:
            return ()
        return self.options(self.ready(state.scene).bodies[state.body], state)

    def options(self, body: ReadyBody, state: State | Run) -> tuple[Option, ...]:
        """The options of a waiting body: open ones, and closed ones that say why."""
        values, counts = state.values, state.counts
        found = []
        for when, option, ready in body.menu:
            if when is None or when(values, counts):
                if option is not None:
                    found.append(option)
                elif ready.counter < 0 or not counts.get(ready.counter):
                    found.append(ready.option or self._option(ready, state))
            elif ready.choice.locked and not (ready.counter >= 0 and counts.get(ready.counter)):
                found.append(self._locked(ready, state))
        if body.draw:
            found += [self._storylet(index, state) for index in state.drawn if self._holds(index, state)]
        return tuple(found)

    def renderer(self, state: State | Run) -> Renderer:
        """Draws texts for one state."""
        origin, values = state.origin, state.values
        if origin.subject is None:
            return Renderer(self.head, self.code, values, state.counts, origin.seed)
        now = int(values[NOW])
        return Renderer(
            self.head, self.code, values, state.counts, origin.seed, lambda lay: laid(self, origin, now, lay)
        )

    def first_values(self, origin: Origin) -> list[Value]:
        """The slots of a new life; with a subject, also what the file says of it."""
        values = first_values(self.story, origin)
        if origin.subject:
            enter_subject(self, origin, values)
        return values

    def _option(self, ready: ReadyChoice, state: State | Run) -> Option:
        """An option whose label or odds depend on the state."""
        choice, check = ready.choice, ready.body.check
        odds = ""
        if check:
            odds = f"{check.label}, {in_words(self.likely(ready.body, state))}"
        label = self.renderer(state).spans(choice.label) or (_Span("…"),)
        return Option(choice.id, label, odds=odds, target=ready.number, expresses=choice.reflective)

    def _locked(self, ready: ReadyChoice, state: State | Run) -> Option:
        draw = self.renderer(state)
        reason = "".join(s.text for s in draw.spans(ready.choice.locked))
        label = draw.spans(ready.choice.label) or (_Span("…"),)
        return Option(ready.choice.id, label, open=False, reason=reason, target=ready.number)

    def _holds(self, index: int, state: State | Run) -> bool:
        """Whether the condition of a storylet that was drawn still holds."""
        storylet = self.ready(index).source.storylet
        when = self.code.function(storylet.when) if storylet else None
        return when is None or bool(when(state.values, state.counts))

    def _storylet(self, index: int, state: State | Run) -> Option:
        scene = self.ready(index).source
        label = self.renderer(state).spans(scene.storylet.label) if scene.storylet else ()
        return Option(f"@{scene.id}", label or (_Span("…"),), target=-1 - index)

    def likely(self, body: ReadyBody, state: State | Run) -> float:
        """How likely the check of `body` comes out well."""
        check = body.check
        assert check is not None  # only asked of bodies with a check
        value = int(state.values[check.slot])
        if check.mirror:
            value = 100 - value
        return likelihood(value // 10 if check.pair else value, check.difficulty)


class Run:
    """One turn while it is being played; the only thing here that changes, and nobody else sees it."""

    __slots__ = (
        "counts",
        "drawn", "due",
        "ended",
        "engine",
        "episode",
        "events",
        "frames",
        "head",
        "intent",
        "learned",
        "ledger",
        "offer",
        "origin",
        "stop",
        "values",
    )  # fmt: skip

    def __init__(self, engine: Engine, state: State) -> None:
        self.engine, self.head, self.origin = engine, engine.head, state.origin
        self.values = state.values.copy()
        self.counts, self.frames, self.drawn = state.counts, state.frames, state.drawn
        self.ledger: Link | None = state.ledger
        self.learned: Link | None = state.learned
        self.episode, self.ended = state.episode, state.ended
        self.events: list[Event] = []
        self.offer: tuple[Option, ...] = ()
        self.stop: tuple[int, int] = (state.scene, state.body)
        self.intent = ""
        self.due = False

    def turn(self) -> Turn:
        """The finished turn."""
        scene, body = self.stop
        state = State(
            self.origin, self.values, self.counts, scene, body, self.frames, self.drawn,
            self.ledger, self.learned, self.episode, self.ended,
        )  # fmt: skip
        return Turn(state, tuple(self.events), self.offer)

    # ------------------------------------------------------------------ ways to begin

    def take(self, ready: ReadyChoice) -> None:
        """Take a choice of the waiting body."""
        if ready.counter >= 0:
            self.counts = self.counts.added(ready.counter)
        self.intent = ready.choice.intent
        self.go_on(ready.body, _ENTER)

    def draw_on(self, hub: ReadyBody, index: int) -> None:
        """Play a storylet that the waiting hub had drawn."""
        self.push(hub, True)
        self.go_on(self.arrive(index), _ENTER)

    # ----------------------------------------------------------------------- the loop

    def go_on(self, body: ReadyBody, stage: int) -> None:
        """Run from a stage of a body until a choice is needed or the life has ended."""
        for _ in range(LONGEST):
            if stage == _ENTER:
                outcome = self.happen(body)
                if outcome is not None:
                    body = outcome
                    continue
                stage = _OFFER
            if stage == _OFFER:
                if (body.choices or body.draw) and self.wait(body):
                    return
                stage = _JUMP
            if stage == _JUMP:
                jump = body.jump
                if jump is None:
                    stage = _THEN
                elif jump.kind == "end":
                    self.end(jump.ending, body)
                    return
                elif jump.kind == "return":
                    body, stage = self.back(body)
                    continue
                elif jump.kind == "goto":
                    self.unwind(jump.scene)
                    body, stage = self.arrive(jump.scene), _ENTER
                    continue
                elif len(self.frames) < DEEPEST:
                    self.push(body, False, jump.arguments)
                    body, stage = self.arrive(jump.scene), _ENTER
                    continue
                else:
                    stage = _THEN
            if stage == _THEN:
                following = self.following(body)
                if following:
                    body, stage = following, _ENTER
                    continue
            if self.ended:
                return
            body, stage = self.over(body)
            if self.ended:
                return
        self.break_off(body)

    def happen(self, body: ReadyBody) -> ReadyBody | None:
        """Everything in a body up to its choices; the body of a check's outcome, if there is one."""
        if body.busy:
            self.move(body)
        if body.effects:
            body.effects(self.values, self.counts)
        entered = self.enter_in_books(body) if body.busy else []
        self.tell(body)
        self.events += entered  # what was learned stands under the text that tells it
        return self.try_check(body) if body.check else None

    def tell(self, body: ReadyBody) -> None:
        """The text of a body."""
        if body.paragraphs is not None:
            paint(body.paragraphs, self.values, self.counts, self.events)
        else:
            draw = self.engine.renderer(self)
            self.events += draw.events(body.text, body.scene.source.papers)
            self.counts = draw.counts

    def wait(self, body: ReadyBody) -> bool:
        """Offer the body's choices; false when none is open."""
        if self.due and body.draw:  # after the hub's own assignments and text, as everything in a body
            self.due = False
            deck, show = self.head.decks.get(body.draw[0], ()), body.draw[1]
            hub, seed = body.scene.index, self.origin.seed
            self.drawn = drawn_storylets(self.engine, self.values, self.counts, seed, hub, deck, show)
        offer = self.engine.options(body, self)
        for option in offer:
            if option.open:
                self.offer = offer
                self.stop = (body.scene.index, body.index)
                return True
        return False

    def following(self, body: ReadyBody) -> ReadyBody | None:
        """The `then` that runs after a body."""
        for then in body.then:
            if then.when is None or then.when(self.values, self.counts):
                return then
        return None

    def over(self, body: ReadyBody) -> tuple[ReadyBody, int]:
        """Where to go on when a body has ended without a jump."""
        parent = body.parent
        if parent is None or body.role == Role.SKIP:
            return self.back(body)
        if body.role == Role.CHOICE:
            hub = parent.scene.hub and parent.role == Role.SCENE and not body.leave
            return parent, _OFFER if hub else _JUMP
        if body.role == Role.OUTCOME:
            return parent, _OFFER
        return self.over(parent)

    # -------------------------------------------------------------- scenes and frames

    def arrive(self, index: int) -> ReadyBody:
        """Enter a scene: count the visit, and begin its episode."""
        engine = self.engine
        scene = engine.ready(index)
        self.counts = self.counts.added(index)
        self.drawn = ()
        source = scene.source
        if source.episode:
            self.forget(0)
            self.episode = source.episode[0]
            self.events.append(EpisodeBegan(*source.episode))
        root = scene.root
        if scene.skip and not self.origin.skip.isdisjoint(source.notes):
            note = next(n for n in source.notes if n in self.origin.skip)
            self.events.append(Skipped(self.head.notes.get(note, note)))
            return scene.skip
        self.due = root.draw is not None
        return root

    def unwind(self, index: int) -> None:
        """Going to a scene that is waiting underneath goes back to it."""
        for depth, frame in enumerate(self.frames):
            if frame.scene == index:
                self.forget(depth)
                return

    def forget(self, depth: int) -> None:
        """Give up coming back to the frames from `depth` on; what their calls covered is as it was."""
        for frame in reversed(self.frames[depth:]):
            self.restore(frame)
        self.frames = self.frames[:depth]

    def push(self, body: ReadyBody, hub: bool, arguments: tuple[tuple[int, int], ...] = ()) -> None:
        """Remember where to come back to, and cover variables with a call's arguments."""
        covered = tuple((slot, self.values[slot]) for slot, _ in arguments)
        frame = Frame(body.scene.index, body.index, hub, self.drawn, covered)
        self.frames = (*self.frames, frame)[-DEEPEST:]
        apply = self.engine.code.effects(code for _, code in arguments)
        if apply:
            apply(self.values, self.counts)

    def restore(self, frame: Frame) -> None:
        """Uncover the variables that a call's arguments had covered."""
        for slot, value in frame.restore:
            self.values[slot] = value

    def back(self, body: ReadyBody) -> tuple[ReadyBody, int]:
        """Come back from a called scene or a storylet."""
        if not self.frames:
            self.break_off(body)
            return body, _OVER
        frame = self.frames[-1]
        self.frames = self.frames[:-1]
        self.restore(frame)
        self.drawn = frame.drawn
        caller = self.engine.ready(frame.scene).bodies[frame.body]
        if not frame.hub:
            return caller, _THEN
        self.drawn = tuple(i for i in frame.drawn if not self.used(i))
        return caller, _OFFER

    def used(self, index: int) -> bool:
        """Whether a storylet was read and is not to be read again."""
        storylet = self.engine.ready(index).source.storylet
        return bool(storylet and storylet.once and self.counts.get(index))

    # ------------------------------------------------------------------------ changes

    def move(self, body: ReadyBody) -> None:
        """Move the clock and the place."""
        source, values = body.source, self.values
        before = (values[NOW], values[PLACE])
        if source.advance:
            values[NOW] = int(values[NOW]) + source.advance
        if source.date is not None:
            values[NOW] = source.date
        if source.place:
            values[PLACE] = source.place
        if (values[NOW], values[PLACE]) != before:
            place = str(values[PLACE])
            self.events.append(Moved(int(values[NOW]), self.head.places.get(place, place), self.head.calendar))

    def enter_in_books(self, body: ReadyBody) -> list[Event]:
        """Enter facts in the notebook and acts in the ledger; the events of it."""
        scene = body.scene.source.id
        entered: list[Event] = []
        for fact in body.source.learn:
            learned, self.learned = ledger.learn(self.head, self.values, self.learned, fact, scene)
            if learned:
                entered.append(learned)
        for act in body.acts:
            acted, self.ledger = ledger.record(act, self.values, self.ledger, scene, self.episode, self.intent)
            entered.append(acted)
        return entered

    def try_check(self, body: ReadyBody) -> ReadyBody | None:
        """Make the check of a body; the body of its outcome."""
        check = body.check
        assert check is not None  # asked for bodies with a check alone
        likely = self.engine.likely(body, self)
        tries = self.counts.get(body.scene.index)
        success = chance(self.origin.seed, check.key, tries) < likely
        self.events.append(Checked(check.label, in_words(likely), success))
        return body.success if success else body.failure

    def end(self, ending: str, body: ReadyBody) -> None:
        """End the life, with the ending's text."""
        if ending == "auto":
            holding = [e for e in self.head.endings.values() if self.holds(e.when)]
            found = max(holding, key=lambda e: e.priority)
        else:
            found = self.head.endings[ending]
        self.tell_ending(found)
        self.events.append(Ended(found.id, found.title))
        self.ended, self.stop = found.id, (body.scene.index, body.index)

    def tell_ending(self, ending: Ending) -> None:
        """The text of an ending."""
        draw = self.engine.renderer(self)
        for when, text in ending.parts:
            if self.holds(when):
                self.events += draw.events(text, ())
        self.counts = draw.counts

    def holds(self, number: int) -> bool:
        """Whether a condition holds; there being none, it does."""
        test = self.engine.code.function(number)
        return test is None or bool(test(self.values, self.counts))

    def break_off(self, body: ReadyBody) -> None:
        """Stop where the story has nothing more: a fault that the checker should have found."""
        self.events.append(Stuck(body.scene.source.id))
        self.ended, self.stop = "!", (body.scene.index, body.index)


def paint(paragraphs: Paragraphs | None, values: list[Value], counts: Vector, events: list[Event]) -> None:
    """Add the paragraphs that are read in this state."""
    for when, this, other in paragraphs or ():
        event = this if when is None or when(values, counts) else other
        if event is not None:
            events.append(event)
