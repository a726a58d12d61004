"""Receivables and payables by age: what is open, for how long it has been due, and which invoices are behind it.

Letters say what settled what. Where there are none, or where what settled a line came later than the day that is asked for,
settlements pay the oldest due lines of the same third party first (FIFO). What no line is left for is money received or
paid in advance (``unallocated_cents``), so that the ages minus it are always the balance of the account.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accounting.domain.management.reading import Party, PartyLine


class Age(StrEnum):
    """How long something has been due."""

    NOT_DUE = "not_due"
    TO_30 = "1_to_30"
    TO_60 = "31_to_60"
    TO_90 = "61_to_90"
    OVER_90 = "over_90"


@dataclass(frozen=True)
class OpenItem:
    """An open invoice: ``open_cents`` of ``amount_cents`` are left; ``late_days`` is 0 until it is due."""

    party: Party
    name: str
    voucher_ref: str
    document: str
    posted_on: date
    due_on: date
    amount_cents: int
    open_cents: int
    late_days: int

    @property
    def age(self) -> Age:
        """Its column."""
        return age_of(self.late_days)


@dataclass(frozen=True)
class Ageing:
    """Open items, the latest first; ``unallocated_cents`` is what was paid without an invoice to pay."""

    items: tuple[OpenItem, ...] = ()
    unallocated_cents: int = 0

    @property
    def balance_cents(self) -> int:
        """The balance of the account, in its natural sign."""
        return self.open_cents - self.unallocated_cents

    @property
    def open_cents(self) -> int:
        """All that is open."""
        return sum(one.open_cents for one in self.items)

    @property
    def overdue_cents(self) -> int:
        """What is open and late."""
        return sum(one.open_cents for one in self.items if one.late_days)

    @property
    def overdue(self) -> tuple[OpenItem, ...]:
        """The late ones."""
        return tuple(one for one in self.items if one.late_days)

    @property
    def by_age(self) -> dict[Age, int]:
        """The five sums."""
        sums = dict.fromkeys(Age, 0)
        for one in self.items:
            sums[one.age] += one.open_cents
        return sums

    def of_code(self, code: str) -> "Ageing":
        """Those of one activity; the advance stays with the whole."""
        return Ageing(tuple(one for one in self.items if one.party.code == code))


def age_of(late_days: int) -> Age:
    """The column of a number of days: 30 is still in the first, 31 in the second."""
    if late_days <= 0:
        return Age.NOT_DUE
    if late_days <= 30:
        return Age.TO_30
    if late_days <= 60:
        return Age.TO_60
    return Age.TO_90 if late_days <= 90 else Age.OVER_90


def ageing_of(lines: Iterable[PartyLine], prefix: str, on: date, *, sign: int = 1) -> Ageing:
    """The ageing on a day. ``sign`` is 1 for what customers owe (debits are open) and -1 for what suppliers get."""
    by_party: dict[Party, list[PartyLine]] = defaultdict(list)
    for line in lines:
        if line.party.account.startswith(prefix) and line.posted_on <= on:
            by_party[line.party].append(line)
    items: list[OpenItem] = []
    unallocated = 0
    for one in by_party.values():
        left = _unlettered(one)
        paid = -sum(min(0, sign * line.cents) for line in left)
        owed = sorted((line for line in left if sign * line.cents > 0), key=lambda line: (line.due_on, line.posted_on))
        for line in owed:
            amount = sign * line.cents
            settled = min(amount, paid)
            paid -= settled
            if amount > settled:
                items.append(_item(line, amount, amount - settled, on))
        unallocated += paid
    return Ageing(tuple(sorted(items, key=lambda item: (item.due_on, item.voucher_ref))), unallocated)


def _unlettered(lines: list[PartyLine]) -> list[PartyLine]:
    """Lines without letters, and those whose letters do not settle yet what was posted until the day."""
    sums: dict[str, int] = defaultdict(int)
    for line in lines:
        sums[line.letters] += line.cents
    return [line for line in lines if not line.letters or sums[line.letters]]


def _item(line: PartyLine, amount: int, left: int, on: date) -> OpenItem:
    late = max(0, (on - line.due_on).days)
    return OpenItem(
        line.party, line.name, line.voucher_ref, line.document, line.posted_on, line.due_on, amount, left, late
    )
