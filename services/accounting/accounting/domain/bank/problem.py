"""What is wrong with a bank's file: where, which field, and what would be accepted. One problem, and nothing is imported."""

from dataclasses import dataclass

from accounting.domain.errors import DomainError, Problem

SHOWN = 100
"""Problems of a file that are told one by one; of the others only the number."""


@dataclass(frozen=True)
class FileProblem:
    """``place`` is where, as an error of the API names a field: ``lines.12.montant``, ``entries.3.BookgDt``, ``file``."""

    place: str
    message: str
    accepted: str


class Problems:
    """Collects: the first ones, and how many there are."""

    def __init__(self) -> None:
        self.shown: list[FileProblem] = []
        self.count = 0

    def add(self, place: str, message: str, accepted: str) -> None:
        """One more."""
        self.count += 1
        if len(self.shown) < SHOWN:
            self.shown.append(FileProblem(place, message, accepted))


class UnusableStatementError(DomainError):
    """A file that cannot be imported as it is; nothing of it was written."""

    kind = "invalid"

    def __init__(self, problems: tuple[FileProblem, ...], count: int) -> None:
        first = problems[0]
        further = f"; {count - 1} more" if count > 1 else ""
        fields = tuple(Problem(one.place, one.message, one.accepted) for one in problems)
        super().__init__("statement-unusable", f"nothing was imported: {first.place} {first.message}{further}", fields)
