"""Progress on the terminal: a line per step with the time since the start; in a pipe or a log, plain lines."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from essaim.cli.demo.steps import Step

PLAIN_WIDTH = 140


def make_console() -> Console:
    """Standard output; wide and without colours when it is no terminal."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=PLAIN_WIDTH)


class ConsoleDisplay:
    """A context manager; in a terminal the running step is shown with a spinner below the finished ones."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = time.monotonic()
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        self._live = Progress(*columns, console=console, transient=True) if console.is_terminal else None
        self._task = self._live.add_task("starting") if self._live else None

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._began

    def note(self, text: str) -> None:
        """Something that is no step."""
        self._console.print(f"[dim]{self.elapsed:6.1f} s[/]  {escape(text)}", soft_wrap=True)

    def started(self, step: Step) -> None:
        """Show the step that runs now."""
        if self._live is not None and self._task is not None:
            self._live.reset(self._task, description=escape(f"{step.number:>3}  {step.who} {step.what}"))

    def finished(self, step: Step) -> None:
        """A line for the step that is over."""
        where = f"[cyan]{step.service:<14}[/]"
        line = (
            f"[dim]{self.elapsed:6.1f} s[/]  {step.number:>3}  {where} [bold]{escape(step.who)}[/] {escape(step.what)}"
        )
        self._console.print(line, soft_wrap=True)

    def __enter__(self) -> Self:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()
