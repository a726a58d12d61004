"""A ledger entry: balanced, resting on a dated voucher, numbered when it is validated, and never changed after (ACC-01…09)."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from accounting.domain.accounts import SHORTEST, chart
from accounting.domain.errors import RuleError

CENTRAL = "CAE"
"""The analytic code of the cooperative itself, the other side of every contribution."""
_ANALYTIC = ("6", "7", "181", "186")


class Journal(StrEnum):
    """The journals in use."""

    SALES = "VE"
    PURCHASES = "AC"
    BANK = "BQ"
    MISCELLANEOUS = "OD"


JOURNAL_LABELS = {
    Journal.SALES: "Ventes",
    Journal.PURCHASES: "Achats",
    Journal.BANK: "Banque",
    Journal.MISCELLANEOUS: "Opérations diverses",
}


@dataclass(frozen=True)
class Auxiliary:
    """A third party's account under a collective one: ``C00042`` under 411."""

    account: str
    label: str


@dataclass(frozen=True)
class EntryLine:
    """One movement: a debit or a credit, never both."""

    account: str
    debit_cents: int = 0
    credit_cents: int = 0
    auxiliary: Auxiliary | None = None
    analytic_code: str | None = None


@dataclass(frozen=True)
class EntryDraft:
    """An entry before it has its number. ``source_key`` names what it records, so that nothing is recorded twice."""

    siren: str
    journal: Journal
    source_key: str
    posted_on: date
    label: str
    voucher_ref: str
    voucher_on: date
    lines: tuple[EntryLine, ...]
    activity_id: str
    scheme: str

    def __post_init__(self) -> None:
        if len(self.lines) < 2:
            raise RuleError("acc-02-too-few-lines", "an entry has at least two lines")
        if not self.voucher_ref.strip() or not self.label.strip():
            raise RuleError("acc-08-no-voucher", "an entry rests on a voucher with a reference, and has a label")
        for line in self.lines:
            _check_line(line)
        debit, credit = self.total_cents, sum(line.credit_cents for line in self.lines)
        if debit != credit:
            raise RuleError("acc-01-unbalanced", f"debit {debit} and credit {credit} cents differ")

    @property
    def total_cents(self) -> int:
        """The debit, which equals the credit."""
        return sum(line.debit_cents for line in self.lines)


@dataclass(frozen=True)
class Entry(EntryDraft):
    """A validated entry. Its id is ``<siren>:<fiscal year>:<journal>:<number>``."""

    fiscal_year: int
    number: int
    validated_on: date

    @property
    def reference(self) -> str:
        """As the books and the FEC show it: ``VE-000001``."""
        return f"{self.journal}-{self.number:06d}"


def validate(draft: EntryDraft, fiscal_year: int, number: int, validated_on: date) -> Entry:
    """Give a draft its number and its validation date."""
    content = {field.name: getattr(draft, field.name) for field in fields(EntryDraft)}
    return Entry(**content, fiscal_year=fiscal_year, number=number, validated_on=validated_on)


def _check_line(line: EntryLine) -> None:
    if line.account not in chart() or len(line.account) < SHORTEST:
        raise RuleError("acc-07-unknown-account", f"the chart has no account {line.account} of three digits or more")
    if min(line.debit_cents, line.credit_cents) != 0 or max(line.debit_cents, line.credit_cents) <= 0:
        raise RuleError("acc-09-one-side", f"{line.account} needs one positive amount, in debit or in credit")
    if line.account.startswith(_ANALYTIC) and not line.analytic_code:
        raise RuleError("cae-07-no-analytic-code", f"{line.account} needs the analytic code of an activity")
