"""Steps: every action of the story has an actor, a sentence and a service, so that a failure says where it happened."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Step:
    """One action: who did what, with which service, and how long it took once it is over."""

    number: int
    who: str
    what: str
    service: str
    seconds: float = 0.0


class StepFailedError(Exception):
    """A step did not succeed. ``__cause__`` is why."""

    def __init__(self, step: Step, cause: BaseException) -> None:
        self.step = step
        self.why = str(cause) or type(cause).__name__
        super().__init__(f"step {step.number}, {step.service}: {step.who} {step.what}: {self.why}")


class Display(Protocol):
    """Where progress is shown."""

    def started(self, step: Step) -> None:
        """A step begins."""

    def finished(self, step: Step) -> None:
        """It succeeded."""


class Journal:
    """The steps so far, in order."""

    def __init__(self, display: Display) -> None:
        self.steps: list[Step] = []
        self._display = display

    @contextmanager
    def step(self, who: str, what: str, *, service: str) -> Iterator[None]:
        """Run the block as one step; StepFailedError when anything in it goes wrong."""
        step = Step(len(self.steps) + 1, who, what, service)
        self._display.started(step)
        began = time.monotonic()
        try:
            yield
        # Whatever goes wrong in a step, the person has to be told which step it was; the cause stays attached.
        except Exception as error:
            raise StepFailedError(step, error) from error
        done = Step(step.number, who, what, service, round(time.monotonic() - began, 3))
        self.steps.append(done)
        self._display.finished(done)
