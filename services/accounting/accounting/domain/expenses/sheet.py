"""An expense sheet: what one person paid for one activity in one month.

DRAFT → SUBMITTED → (RETURNED → SUBMITTED) → APPROVED → PAID, or WAIVED when the person gave up all of it. A draft can be
discarded and a submission withdrawn. From the submission on no line changes; what happens to a sheet is written down in it.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from accounting.domain.errors import InputError, RuleError
from accounting.domain.expenses.line import Line
from accounting.domain.history import Happening, Visibility
from accounting.domain.treasury import Means

MOST_LINES = 200
MOST_HAPPENINGS = 3000


class SheetStatus(StrEnum):
    """Where a sheet stands."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    APPROVED = "APPROVED"
    PAID = "PAID"
    WAIVED = "WAIVED"
    DISCARDED = "DISCARDED"


EDITABLE = frozenset({SheetStatus.DRAFT, SheetStatus.RETURNED})
UNAPPROVED = frozenset({SheetStatus.DRAFT, SheetStatus.SUBMITTED, SheetStatus.RETURNED})
OPEN = UNAPPROVED | {SheetStatus.APPROVED}
"""What a closing waits for."""


@dataclass(frozen=True)
class ExpensePayment:
    """Money that the person got."""

    id: str
    paid_on: date
    amount_cents: int
    means: Means


@dataclass(frozen=True)
class Waiver:
    """What the person gave up (abandon de créance), in their own words."""

    id: str
    waived_on: date
    amount_cents: int
    statement: str


@dataclass(frozen=True)
class Approval:
    """By whom and as whom it was approved, under which number, and the accounts that held then."""

    approved_on: date
    approved_by: str
    approved_as: str
    number: str
    payable_account: str
    waiver_account: str


@dataclass(frozen=True)
class ExpenseSheet:
    """The sheet. ``key`` is unique: a second sheet of a month has a place of its own and a reason.

    ``person_account`` is the person's auxiliary account; ``settlements_to_post`` that a payment or a waiver may not be in the
    books yet.
    """

    activity_id: str
    group_id: str
    scheme: str
    siren: str
    person_id: str
    month: str
    key: str
    person_account: str
    reason: str = ""
    status: SheetStatus = SheetStatus.DRAFT
    lines: tuple[Line, ...] = ()
    history: tuple[Happening, ...] = ()
    submitted_on: date | None = None
    submitted_by: str | None = None
    approval: Approval | None = None
    payments: tuple[ExpensePayment, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    settlements_to_post: bool = False

    @property
    def total_cents(self) -> int:
        """What the person gets, VAT included."""
        return sum(one.amount_cents for one in self.lines)

    @property
    def vat_cents(self) -> int:
        """What of it is deducted."""
        return sum(one.vat_cents for one in self.lines)

    @property
    def charge_cents(self) -> int:
        """What the activity bears."""
        return self.total_cents - self.vat_cents

    @property
    def contribution_cents(self) -> int:
        """The part of the charge that lowers the margin which the contribution is taken of."""
        return sum(one.charge_cents for one in self.lines if one.type.in_contribution)

    @property
    def paid_cents(self) -> int:
        """What the person has got."""
        return sum(one.amount_cents for one in self.payments)

    @property
    def waived_cents(self) -> int:
        """What the person gave up."""
        return sum(one.amount_cents for one in self.waivers)

    @property
    def charges(self) -> dict[str, int]:
        """The charge by account, in the order of the accounts."""
        sums: dict[str, int] = defaultdict(int)
        for one in self.lines:
            sums[one.type.account] += one.charge_cents
        return {account: sums[account] for account in sorted(sums) if sums[account]}

    @property
    def deducted(self) -> dict[str, int]:
        """The deducted VAT by rate."""
        sums: dict[str, int] = defaultdict(int)
        for one in self.lines:
            if one.vat_rate:
                sums[one.vat_rate] += one.vat_cents
        return dict(sums)

    @property
    def year(self) -> int:
        """The civil year of its month: kilometres are counted by it."""
        return int(self.month[:4])

    @property
    def number(self) -> str | None:
        """From the approval on."""
        return self.approval.number if self.approval else None

    def line(self, line_id: str) -> Line | None:
        """The line with this id."""
        return next((one for one in self.lines if one.id == line_id), None)

    def with_line(self, changed: Line) -> "ExpenseSheet":
        """The sheet with a line in the place of the one with its id."""
        return replace(self, lines=tuple(changed if one.id == changed.id else one for one in self.lines))

    def trying(self, line: Line) -> "ExpenseSheet":
        """The sheet as it would be with a line, in place of the one with its id or as a new one."""
        return self.with_line(line) if self.line(line.id) else replace(self, lines=(*self.lines, line))

    def logged(
        self, at: datetime, actor: str, action: str, comment: str = "", visibility: Visibility = Visibility.TEAM
    ) -> "ExpenseSheet":
        """The sheet with one more line of history."""
        if len(self.history) >= MOST_HAPPENINGS:
            raise RuleError("history-full", f"{MOST_HAPPENINGS} things have happened to this sheet: begin another one")
        return replace(self, history=(*self.history, Happening(at, actor, action, comment, visibility)))


def expense_payable(sheet: ExpenseSheet) -> int:
    """What is left to pay, in cents: nothing before the approval."""
    if sheet.status is not SheetStatus.APPROVED:
        return 0
    return sheet.total_cents - sheet.paid_cents - sheet.waived_cents


def sheet_key(activity_id: str, person_id: str, month: str, place: int) -> str:
    """One for each sheet of a person, an activity and a month."""
    return f"{activity_id}:{person_id}:{month}:{place}"


def month_of(month: str, today: date) -> date:
    """The first day of ``2026-11``. InputError for what is no month, or one to come."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        first = date.max
    if first > today or len(month) != 7 or first.year < 2000:
        raise InputError("month", "is no month that has begun", f"a month until {today:%Y-%m}, written so")
    return first


def check_editable(sheet: ExpenseSheet) -> None:
    """RuleError from the submission on."""
    if sheet.status not in EDITABLE:
        detail = f"the sheet is {sheet.status}: it changes as a draft only, or after it was withdrawn or returned"
        raise RuleError("expense-not-editable", detail)
