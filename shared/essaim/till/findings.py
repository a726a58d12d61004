"""What can be wrong with the chain of a till."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """The kinds of faults."""

    RECORD_ALTERED = "record altered"
    LINK_BROKEN = "link broken"
    RECORD_MISSING = "record missing"
    RECORD_EXTRA = "record extra"
    NUMBER_WRONG = "number wrong"
    SUM_DIFFERS = "sum differs"


@dataclass(frozen=True)
class Finding:
    """One fault: at which number of the chain, and what was found."""

    fault: Fault
    sequence: int
    detail: str


@dataclass(frozen=True)
class Anchor:
    """Where the chain stood when it was last closed, kept elsewhere: ``sequence`` 0 when nothing is known."""

    sequence: int = 0
    hash: str = ""


@dataclass(frozen=True)
class Verdict:
    """The outcome of a walk. Totals are of the tickets walked over, in cents."""

    till_id: str
    records: int
    tickets: int
    closings: int
    first_sequence: int
    head_sequence: int
    head_hash: str
    net_cents: int
    absolute_cents: int
    findings: tuple[Finding, ...]
    finding_count: int

    @property
    def intact(self) -> bool:
        """Whether nothing is wrong."""
        return self.finding_count == 0
