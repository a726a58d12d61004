"""Where the books of a legal entity stand: everything that the next entry is checked against and numbered by.

A process keeps it between postings. It may be old: then somebody else has taken the next number of the chain, storing fails,
and it is read again. So what was checked against it is true whenever storing succeeds.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, timedelta

from accounting.domain.accounts import Chart
from accounting.domain.entry import CENTRAL, Entry, EntryDraft, moved_to, validate
from accounting.domain.errors import RuleError
from accounting.domain.fiscal_year import fiscal_year_of

Numbers = Mapping[tuple[int, str], int]
"""Financial year and journal to the last number in it."""


@dataclass(frozen=True)
class Head:
    """The last link of a chain, the last numbers, and what is closed. ``closed_on`` is the last closed day, ``dated_on`` the
    day of the last link."""

    siren: str
    start_month: int
    sequence: int
    hash: str
    closed_on: date | None = None
    numbers: Numbers = field(default_factory=dict)
    chart: Chart = field(default_factory=Chart)
    analytic_codes: Set[str] = frozenset()
    dated_on: date | None = None

    def day(self, today: date) -> date:
        """The day of the next link: never before the last one's, whatever the clock of a replica says (FEC-10)."""
        return today if self.dated_on is None else max(today, self.dated_on)

    def series(self, draft: EntryDraft) -> tuple[int, str]:
        """The financial year and the journal that a draft will be numbered in."""
        return fiscal_year_of(self.posted_on(draft), self.start_month), draft.journal.value

    def year_of(self, day: date) -> int:
        """The financial year of a day."""
        return fiscal_year_of(day, self.start_month)

    def posted_on(self, draft: EntryDraft) -> date:
        """The day on which a draft can be posted."""
        return draft.posted_on if self.closed_on is None else max(draft.posted_on, self.closed_on + timedelta(days=1))

    def knows(self, draft: EntryDraft) -> bool:
        """Whether all accounts and analytic codes of a draft are known here; if not, they may be new."""
        return all(
            (line.account_label or self.chart.knows(line.account))
            and (line.analytic_code in (None, CENTRAL) or line.analytic_code in self.analytic_codes)
            for line in draft.lines
        )

    def entry(self, draft: EntryDraft, numbers: Numbers, validated_on: date) -> Entry:
        """The next entry after these numbers; the last one of its series must be among them (``series``).

        RuleError for an account that the chart lacks (ACC-07) and for an activity of another legal entity (CAE-01).
        """
        for line in draft.lines:
            code = line.analytic_code
            if code is not None and code != CENTRAL and code not in self.analytic_codes:
                raise RuleError("cae-01-foreign-activity", f"{code} is no activity of the legal entity {self.siren}")
        year, journal = self.series(draft)
        moved, real_on = moved_to(draft, self.posted_on(draft))
        return validate(moved, self.chart, year, numbers[year, journal] + 1, validated_on, real_on)
