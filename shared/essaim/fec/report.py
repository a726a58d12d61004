"""What ``check_fec`` hands back: the verdict, what the file holds, and what was found."""

from dataclasses import dataclass
from datetime import date

from essaim.fec.findings import Finding, Severity


@dataclass(frozen=True)
class JournalTotal:
    """One journal of the file."""

    code: str
    label: str
    entries: int
    lines: int
    debit_cents: int
    credit_cents: int


@dataclass(frozen=True)
class Report:
    """What was found. ``findings`` has the first twenty of each rule and severity; ``counts`` has all, by rule."""

    name: str
    readable: bool
    siren: str | None
    year_start_on: date | None
    closing_on: date | None
    charset: str
    separator: str
    line_end: str
    variant: str
    lines: int
    entries: int
    first_on: date | None
    last_on: date | None
    debit_cents: int
    credit_cents: int
    journals: tuple[JournalTotal, ...]
    counts: dict[str, int]
    severities: dict[Severity, int]
    findings: tuple[Finding, ...]

    @property
    def conforming(self) -> bool:
        """No error; warnings are questions, not refusals."""
        return self.readable and not self.severities[Severity.ERROR]
