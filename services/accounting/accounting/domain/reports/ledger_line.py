"""One line of the general ledger with the entry it stands in, and the choice of lines that somebody asks for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from accounting.domain.accounts import padded
from accounting.domain.balances import Cell
from accounting.domain.errors import InputError
from accounting.domain.record import Record


@dataclass(frozen=True)
class LedgerLine:
    """A validated line. ``number`` is the entry's (``VE-000012``), ``letters`` those of its lettering, if any."""

    record_id: str
    place: int
    posted_on: date
    journal: str
    number: str
    voucher_ref: str
    voucher_on: date
    label: str
    account: str
    account_label: str
    third_party: str
    third_party_label: str
    analytic_code: str
    letters: str
    debit_cents: int
    credit_cents: int

    @property
    def balance_cents(self) -> int:
        """Debit minus credit."""
        return self.debit_cents - self.credit_cents


PERSONAL = ("1673", "168", "42", "455", "467", "468")
"""Accounts whose third parties are members, their relatives and employees. A group sees the sums, not the names."""


@dataclass(frozen=True)
class Selection:
    """Which lines: what their account (of six digits, as statements show it) begins with, a third party, a code, a journal."""

    account: str = ""
    third_party: str = ""
    analytic_code: str | None = None
    journal: str = ""
    people_named: bool = True

    def takes(self, line: LedgerLine) -> bool:
        """Whether a line is among them."""
        return (
            padded(line.account).startswith(self.account)
            and (not self.third_party or line.third_party == self.third_party)
            and (self.analytic_code is None or line.analytic_code == self.analytic_code)
            and (not self.journal or line.journal == self.journal)
        )

    def may_be_in(self, cells: Iterable[Cell]) -> bool:
        """Whether the sums of a span leave room for such lines: an account that did not move has none."""
        return any(self.counts(cell) for cell in cells)

    def counts(self, cell: Cell) -> bool:
        """Whether a sum is of such lines, as far as sums can tell: they know accounts and analytic codes."""
        of_code = self.analytic_code is None or cell.analytic_code == self.analytic_code
        return of_code and padded(cell.account).startswith(self.account)


def check_account_prefix(account: str) -> str:
    """The beginning of an account's number. InputError for something else."""
    if account and not (account.isascii() and account.isdecimal() and len(account) <= 12):
        raise InputError("account", f"{account} is not the beginning of an account", "1 to 12 digits, such as 411 or 6")
    return account


def too_many_lines(most: int) -> InputError:
    """What to say when a document of a bounded size is asked of more lines."""
    accepted = "csv, or a narrower span (from, to), account, third_party or analytic_code"
    return InputError("format", f"pdf holds {most} lines, and there are more", accepted)


def lines_of(record: Record, *, people_named: bool = True) -> Iterator[LedgerLine]:
    """The lines of an entry's record; nothing for another record. Members and relatives stay unnamed when it is so wanted."""
    entry = record.entry
    if entry is None:
        return
    for place, line in enumerate(entry.lines):
        letter = record.letters.get(place)
        third = line.auxiliary if people_named or not line.account.startswith(PERSONAL) else None
        yield LedgerLine(
            record_id=f"{record.siren}:{record.sequence:010d}",
            place=place,
            posted_on=entry.posted_on,
            journal=entry.journal.value,
            number=entry.reference,
            voucher_ref=entry.voucher_ref,
            voucher_on=entry.voucher_on,
            label=entry.label,
            account=line.account,
            account_label=line.account_label,
            third_party=third.account if third else "",
            third_party_label=third.label if third else "",
            analytic_code=line.analytic_code or "",
            letters=letter.code if letter else "",
            debit_cents=line.debit_cents,
            credit_cents=line.credit_cents,
        )
