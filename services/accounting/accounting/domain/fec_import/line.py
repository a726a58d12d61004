"""A movement of a file, and what is wrong with one: which line, which field, and what would be accepted."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from accounting.domain.errors import DomainError, Problem

SHOWN = 100
"""Problems of a file that are told one by one; of the others only the number."""


class FileLine(Protocol):
    """One line of a file, as the FEC format names its fields."""

    @property
    def line(self) -> int: ...
    @property
    def journal_code(self) -> str: ...
    @property
    def journal_label(self) -> str: ...
    @property
    def entry_number(self) -> str: ...
    @property
    def posted_on(self) -> date: ...
    @property
    def account(self) -> str: ...
    @property
    def account_label(self) -> str: ...
    @property
    def auxiliary(self) -> str: ...
    @property
    def auxiliary_label(self) -> str: ...
    @property
    def voucher_ref(self) -> str: ...
    @property
    def voucher_on(self) -> date | None: ...
    @property
    def label(self) -> str: ...
    @property
    def debit_cents(self) -> int: ...
    @property
    def credit_cents(self) -> int: ...
    @property
    def lettering(self) -> str: ...
    @property
    def lettered_on(self) -> date | None: ...
    @property
    def validated_on(self) -> date | None: ...


@dataclass(frozen=True)
class FileProblem:
    """``line`` is None for what concerns the whole file; ``field`` is a column of the FEC, or empty."""

    line: int | None
    field: str
    message: str
    accepted: str

    @property
    def place(self) -> str:
        """As an error of the API names a field: ``lines.12.CompteNum``, ``file``."""
        if self.line is None:
            return self.field or "file"
        return f"lines.{self.line}.{self.field}" if self.field else f"lines.{self.line}"


class Problems:
    """Collects: the first ones, and how many there are."""

    def __init__(self) -> None:
        self.shown: list[FileProblem] = []
        self.count = 0

    def add(self, line: int | None, field: str, message: str, accepted: str) -> None:
        """One more."""
        self.count += 1
        if len(self.shown) < SHOWN:
            self.shown.append(FileProblem(line, field, message, accepted))


class UnusableFileError(DomainError):
    """A file that cannot be imported as it is; nothing of it was written."""

    kind = "invalid"

    def __init__(self, problems: tuple[FileProblem, ...], count: int) -> None:
        first = problems[0]
        further = f"; {count - 1} more" if count > 1 else ""
        fields = tuple(Problem(one.place, one.message, one.accepted) for one in problems)
        super().__init__("fec-unusable", f"nothing was imported: {first.place} {first.message}{further}", fields)
