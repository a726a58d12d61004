"""One row read field by field: each problem is noted under its field, and reading goes on."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from enrolment.domain.dates import ACCEPTED_DATES, read_date
from enrolment.domain.errors import Problem

E = TypeVar("E", bound=StrEnum)

_YES = frozenset({"oui", "yes", "true", "1", "vrai"})
_NO = frozenset({"non", "no", "false", "0", "faux", ""})


class Cells:
    """The texts of a row, and what is wrong with them so far."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells
        self.problems: list[Problem] = []

    def text(self, name: str) -> str:
        """The text, empty when there is none."""
        return " ".join(self._cells.get(name, "").split())

    def day(self, name: str) -> date | None:
        """The day, or None when the cell is empty."""
        text = self.text(name)
        if not text:
            return None
        found = read_date(text)
        if found is None:
            self.say(name, "is not a date", ACCEPTED_DATES)
        return found

    def integer(self, name: str) -> int | None:
        """The number, or None when the cell is empty."""
        text = self.text(name)
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            self.say(name, "is not a whole number", "digits only")
            return None
        return int(text)

    def boolean(self, name: str) -> bool:
        """Yes or no; an empty cell is no."""
        text = self.text(name).casefold()
        if text not in _YES | _NO:
            self.say(name, "is neither yes nor no", "oui, non")
        return text in _YES

    def choice(self, name: str, among: type[E]) -> E:
        """One of the words; the first of them stands in for a wrong one, which is noted."""
        text = self.text(name).casefold()
        try:
            return among(text)
        except ValueError:
            self.say(name, "is none of the kinds" if text else "is missing", ", ".join(among))
            return next(iter(among))

    def say(self, name: str, message: str, accepted: str) -> None:
        """Note a problem, with what was given."""
        self.problems.append(Problem(name, message, accepted, self.text(name)[:60]))
