"""All that is wrong with a form at once: whoever fills it in corrects it once, not field by field."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from accounting.domain.errors import InputError, Problem


class ManyInputsError(InputError):
    """Several fields have values that the rules do not accept."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        super().__init__(first.field, first.message, first.accepted)
        self.fields = problems
        if len(problems) > 1:
            self.slug = "invalid-fields"
            self.detail = "; ".join(f"{one.field} {one.message}" for one in problems)


@dataclass
class Gathering:
    """Problems that were found so far, at most one per field."""

    problems: dict[str, Problem] = field(default_factory=dict)

    def check(self, check: Callable[..., object], *values: Any, **named: Any) -> bool:
        """Run a check that raises InputError; whether it passed."""
        try:
            check(*values, **named)
        except InputError as error:
            for one in error.fields:
                self.say(one.field, one.message, one.accepted)
            return False
        return True

    def say(self, field: str, message: str, accepted: str) -> None:
        """Note a problem."""
        self.problems.setdefault(field, Problem(field, message, accepted))

    def finish(self) -> None:
        """ManyInputsError when something was found."""
        if self.problems:
            raise ManyInputsError(tuple(self.problems.values()))
