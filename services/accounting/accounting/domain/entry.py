"""A ledger entry: balanced, resting on a dated voucher, numbered when it is validated, and never changed after (ACC-01…09)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accounting.domain.accounts import Chart, check_number
from accounting.domain.errors import Problem, RuleError
from accounting.domain.why import Why

CENTRAL = "CAE"
"""The analytic code of the cooperative itself, the other side of every contribution."""
_ANALYTIC = ("6", "7", "181", "186", "187")
LARGEST_CENTS = 10_000_000_000_000
"""The largest amount of a line: a hundred billion euros."""
MOST_LINES = 20_000


class Journal(StrEnum):
    """The journals in use."""

    OPENING = "AN"
    SALES = "VE"
    PURCHASES = "AC"
    BANK = "BQ"
    CASH = "CA"
    PAYROLL = "PA"
    MISCELLANEOUS = "OD"


JOURNAL_LABELS = {
    Journal.OPENING: "À-nouveaux",
    Journal.SALES: "Ventes",
    Journal.PURCHASES: "Achats",
    Journal.BANK: "Banque",
    Journal.CASH: "Caisse",
    Journal.PAYROLL: "Paie",
    Journal.MISCELLANEOUS: "Opérations diverses",
}


@dataclass(frozen=True)
class Auxiliary:
    """A third party's account under a collective one: ``C00042`` under 411."""

    account: str
    label: str


@dataclass(frozen=True)
class EntryLine:
    """One movement: a debit or a credit, never both (ACC-09).

    ``due_on`` is when a third party has to pay, ``vat_rate`` the rate in percent that a base or a tax belongs to;
    ``account_label`` is the chart's label when the entry was validated, and stays.
    """

    account: str
    debit_cents: int = 0
    credit_cents: int = 0
    auxiliary: Auxiliary | None = None
    analytic_code: str | None = None
    due_on: date | None = None
    vat_rate: str | None = None
    account_label: str = ""

    @property
    def balance_cents(self) -> int:
        """Debit minus credit."""
        return self.debit_cents - self.credit_cents


@dataclass(frozen=True)
class EntryDraft:
    """An entry before it has its number. ``source_key`` names what it records, so that nothing is recorded twice.

    ``activity_id`` is None for what concerns the whole legal entity: opening balances, VAT paid, the accountant's own.
    """

    siren: str
    journal: Journal
    source_key: str
    posted_on: date
    label: str
    voucher_ref: str
    voucher_on: date
    lines: tuple[EntryLine, ...]
    activity_id: str | None
    scheme: str | None
    why: Why

    def __post_init__(self) -> None:
        if not 2 <= len(self.lines) <= MOST_LINES:
            raise RuleError("acc-02-too-few-lines", f"an entry has 2 to {MOST_LINES} lines, not {len(self.lines)}")
        if not self.voucher_ref.strip() or not self.label.strip():
            raise RuleError("acc-08-no-voucher", "an entry rests on a voucher with a reference, and has a label")
        for place, line in enumerate(self.lines):
            _check_line(place, line)
        debit, credit = self.total_cents, sum(line.credit_cents for line in self.lines)
        if debit != credit:
            found = f"debit {_euros(debit)} and credit {_euros(credit)} differ by {_euros(abs(debit - credit))}"
            fields = (Problem("lines", found, "equal sums of debit and credit"),)
            raise RuleError("acc-01-unbalanced", found, fields)

    @property
    def total_cents(self) -> int:
        """The debit, which equals the credit."""
        return sum(line.debit_cents for line in self.lines)


@dataclass(frozen=True)
class Entry(EntryDraft):
    """A validated entry. ``real_on`` is the real date of an operation that came after its period was closed (ACC-06)."""

    fiscal_year: int
    number: int
    validated_on: date
    real_on: date | None = None

    @property
    def reference(self) -> str:
        """As the books and the FEC show it: ``VE-000001``."""
        return f"{self.journal}-{self.number:06d}"


def validate(
    draft: EntryDraft, chart: Chart, fiscal_year: int, number: int, validated_on: date, real_on: date | None = None
) -> Entry:
    """Give a draft its number, its validation date and the labels of its accounts. RuleError for an unknown account."""
    return Entry(
        siren=draft.siren,
        journal=draft.journal,
        source_key=draft.source_key,
        posted_on=draft.posted_on,
        label=draft.label,
        voucher_ref=draft.voucher_ref,
        voucher_on=draft.voucher_on,
        lines=tuple(_labelled(line, chart) for line in draft.lines),
        activity_id=draft.activity_id,
        scheme=draft.scheme,
        why=draft.why,
        fiscal_year=fiscal_year,
        number=number,
        validated_on=validated_on,
        real_on=real_on,
    )


def _labelled(line: EntryLine, chart: Chart) -> EntryLine:
    """The line with the label of its account. Written out: ``dataclasses.replace`` costs five times as much, per line."""
    if line.account_label:
        return line
    return EntryLine(
        line.account,
        line.debit_cents,
        line.credit_cents,
        line.auxiliary,
        line.analytic_code,
        line.due_on,
        line.vat_rate,
        chart.label_of(line.account),
    )


def movements(entry: EntryDraft) -> list[tuple[str, int, str | None, str | None]]:
    """What an entry moves: account, balance, third party and analytic code of each line. The same source moves the same."""
    return [
        (line.account, line.balance_cents, line.auxiliary.account if line.auxiliary else None, line.analytic_code)
        for line in entry.lines
    ]


def moved_to(draft: EntryDraft, first_open_on: date) -> tuple[EntryDraft, date | None]:
    """The draft on a day that is open, and its real date when that is another one (ACC-06, PCG 1031-4)."""
    if draft.posted_on >= first_open_on:
        return draft, None
    label = f"{draft.label} (opération du {draft.posted_on:%d/%m/%Y})"
    return replace(draft, posted_on=first_open_on, label=label), draft.posted_on


def _check_line(place: int, line: EntryLine) -> None:
    check_number(line.account)
    where = f"lines.{place}"
    if min(line.debit_cents, line.credit_cents) != 0 or max(line.debit_cents, line.credit_cents) <= 0:
        found = f"{line.account} needs one positive amount, in debit or in credit"
        raise RuleError("acc-09-one-side", found, (Problem(where, found, "a debit or a credit above 0, not both"),))
    if max(line.debit_cents, line.credit_cents) > LARGEST_CENTS:
        found = f"{line.account} has more than {LARGEST_CENTS // 100} euros on a line"
        raise RuleError("acc-09-out-of-bounds", found, (Problem(where, found, f"at most {_euros(LARGEST_CENTS)}"),))
    if line.account.startswith(_ANALYTIC) and not line.analytic_code:
        found = f"{line.account} needs the analytic code of an activity, or {CENTRAL}"
        fields = (Problem(f"{where}.analytic_code", found, f"the code of an activity such as A001, or {CENTRAL}"),)
        raise RuleError("cae-07-no-analytic-code", found, fields)


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
