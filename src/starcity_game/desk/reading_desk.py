"""The desk itself: which screen lies on it, the light, the keys that work everywhere, and leaving in good order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import App, SystemCommand
from textual.message import Message
from textual.screen import Screen

from . import settings as preferences
from .commands import EVERYWHERE, Command, bindings
from .session import Session
from .terminal import on_signals
from .themes import TITLES, theme

if TYPE_CHECKING:
    from textual.binding import BindingType

    from ..saves.subjects import Openable
    from ..saves.worlds import World

SCREENS: Final = {
    "bookmarks": "Bookmarks",
    "credits": "Credits",
    "file": "File",
    "help": "Help",
    "history": "History",
    "notebook": "Notebook",
    "people": "People",
    "saves": "Saves",
    "settings": "Settings",
    "volume": "NewVolume",
}
"""Modules of the screens that lie above another, each imported when it is first opened, and their classes."""
_TWICE: Final = 3.0
"""Seconds in which ^c has to be pressed again."""
_CURSOR: Final = {True: "\x1b[?25h", False: "\x1b[?25l"}


class Desk(App[None], inherit_bindings=False):
    """Star City, to be read."""

    TITLE = "Star City"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]
    CSS = """
    CommandPalette > Vertical { background: $folder; }
    Toast { background: $folder; color: $label; border-left: outer $accent; }
    """

    @dataclass
    class Troubled(Message):
        """A save failed; play goes on."""

        words: str

    def __init__(self, session: Session, config: Path | None, *, title: bool = True, seed: int | None = None) -> None:
        """A desk for `session`. Settings live in `config`; `title` opens the title page, otherwise the life itself."""
        super().__init__()
        self.session = session
        """The life being read, and all others."""
        self.settings = preferences.read(config)
        """What the player likes."""
        self.seed = seed
        """Seed for new lives, if one was asked for."""
        self.new_volume = ""
        """Volume whose questionnaire is to be opened at once; empty for none."""
        self.world: World | None = None
        """The world of that volume, where it is settled already."""
        self.crash: BaseException | None = None
        """What ended the program, if it was not the player."""
        self._config = config
        self._interrupted = False
        self._title_first = title
        for name in TITLES:
            self.register_theme(theme(name))
        self.set_reactive(App.theme, "terminal" if self.no_color else self.settings.theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.animation_level = "none"
        session.on_problem = self._say_trouble

    @property
    def custom_keys(self) -> dict[str, str]:
        """Keys of the player's own, by command."""
        return self.settings.keys

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of the lamp, until a theme says otherwise."""
        return theme("lamp").variables

    def get_default_screen(self) -> Screen[Any]:
        """The title page, or at once the life that was read last.

        Laid below everything from the first: an empty screen of Textual's there would cost a frame.
        """
        if self._title_first or not self.session.playing:
            from .screens.title import Title

            return Title()
        from .screens.play import Play

        return Play()

    def on_mount(self) -> None:
        """Be ready for the signals that end a program."""
        on_signals(self._signalled)
        if self.settings.reader:
            self._show_cursor()
        if self.custom_keys:
            self.set_keymap(self.custom_keys)
        if self.new_volume:
            self.open_form(self.new_volume)

    # ------------------------------------------------------------------ going about

    def open_life(self) -> None:
        """Lay the life of the session on the desk, in place of everything."""
        from .screens.play import Play

        self._replace_all(Play())

    def open_form(self, volume: str) -> None:
        """What is asked before the first page of a volume: whose file or years, where that is open, and the rest."""
        from ..saves.problems import SaveProblem
        from ..saves.worlds import ALONE, opens
        from .screens.questionnaire import Form
        from .screens.whose import Whose, others

        settled, self.world = self.world, None
        found: tuple[Openable, ...] = ()
        trouble = ""
        try:
            found = () if settled else others(self.session, volume)
        except SaveProblem as problem:
            trouble = problem.message
        if settled is None and (found or opens(self.session.engine, volume)):
            self.push_screen(Whose(volume, found, trouble))
            return
        if trouble:
            self.session.notices.append(trouble)
        self.push_screen(Form(volume, settled or ALONE))

    def action_title(self) -> None:
        """Put the life away and show the title page."""
        from .screens.title import Title

        self._replace_all(Title())
        self.session.put_away()

    def _replace_all(self, screen: Screen[Any]) -> None:
        """`screen` above the lowest, which Textual does not let go, and instead of all others."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(screen)

    def open(self, name: str, then: Callable[[Any], None] | None = None) -> None:
        """Open a screen above this one; what it gives when it is closed goes to `then`."""
        module = import_module(f".screens.{name}", __package__)
        self.push_screen(getattr(module, SCREENS[name])(), then)

    def action_go(self, name: str) -> None:
        """Open a screen by name."""
        self.open(name)

    def action_help(self) -> None:
        """The keys of the present screen; once only."""
        from .screens.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen))

    def action_leave(self) -> None:
        """Ask, and leave."""
        from .screens.ask import Sure

        answers = [("leave", "Close the file, and leave."), ("stay", "Go on reading.")]
        if self.session.playing:
            answers.insert(1, ("title", "To the title page."))
        said = "Everything is saved." if self.session.playing else "Leave the desk?"
        self.push_screen(Sure(said, answers), self._left)

    def _left(self, answer: str | None) -> None:
        if answer == "leave":
            self.exit()
        elif answer == "title":
            self.action_title()

    async def action_quit(self) -> None:
        """Leave at once; nothing is lost by it."""
        self.exit()

    def action_interrupt(self) -> None:
        """Leave if it is asked for twice; a selection was copied before this is heard."""
        if self._interrupted:
            self.exit()
            return
        self._interrupted = True
        self.tell("^c once more leaves. Everything is saved.")
        self.set_timer(_TWICE, self._forget_interrupt)

    def _forget_interrupt(self) -> None:
        self._interrupted = False

    def commands_here(self, screen: Screen[Any]) -> list[Command]:
        """The commands that hold on `screen`."""
        return [*getattr(screen, "COMMANDS_HERE", ()), *EVERYWHERE]

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers: the commands of the screen it was opened from."""
        for one in self.commands_here(screen):
            if one.listed and one.action:
                key = one.shown_key(self.custom_keys)
                yield SystemCommand(one.title, f"{one.help} ({key})", partial(screen.run_action, one.action))

    # ------------------------------------------------------------------ settings

    def set(self, **changes: object) -> None:
        """Change settings, use them at once, and keep them."""
        import msgspec

        self.settings = msgspec.structs.replace(self.settings, **changes)
        if "theme" in changes and not self.no_color:
            self.theme = self.settings.theme
        if "reader" in changes:
            self._show_cursor()
        preferences.write(self._config, self.settings)

    def _show_cursor(self) -> None:
        """The terminal's cursor is seen when a screen reader is listening; it follows the hand in any case."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(_CURSOR[self.settings.reader])
            self._driver.flush()

    # ------------------------------------------------------------------ what may go wrong

    def _say_trouble(self, words: str) -> None:
        self.post_message(self.Troubled(words))

    def on_desk_troubled(self, message: Desk.Troubled) -> None:
        """Say it quietly, wherever the reader is."""
        self.tell(message.words)

    def tell(self, words: str) -> None:
        """A sentence to the player, in the rule of the screen if it has one."""
        say = getattr(self.screen, "say", None)
        if say:
            say(words)
        else:
            self.session.notices.append(words)

    def _signalled(self, number: int) -> None:
        """A signal ends the program: save, put everything back, and say so in the exit status."""
        self.session.flush()
        self.exit(return_code=128 + number)

    def _handle_exception(self, error: Exception) -> None:
        """Textual's hook for what nothing has caught: save, close, and let the caller tell the player.

        Textual would draw the traceback with all local variables on the terminal.
        """
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._end_with(error)

    def _fatal_error(self) -> None:
        self._end_with(RuntimeError("the desk broke off"))

    def panic(self, *renderables: Any) -> None:
        """Textual's hook for a thread that has failed."""
        self._return_code = 1
        self._end_with(RuntimeError("the terminal could not be read"))

    def _end_with(self, error: BaseException) -> None:
        self.crash = self.crash or error
        try:
            self.session.flush()
        finally:
            self._exit_renderables.clear()
            self._close_messages_no_wait()
