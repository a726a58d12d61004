"""The statement of a third party (relevé de compte): what is open on a day, and every line of its accounts until then.

The accounts of records that were merged are read as one: what was paid on one of them settles what is open on another.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from accounting.domain.errors import InputError
from accounting.domain.management.ageing import Ageing, ageing_of
from accounting.domain.management.reading import PAYABLE, RECEIVABLE, PartyLine

MOST_LINES = 1_500


@dataclass(frozen=True)
class StatementLine:
    """A line, and the balance after it in the natural sign: what the customer owes us, or we owe the supplier."""

    line: PartyLine
    debit_cents: int
    credit_cents: int
    balance_cents: int


@dataclass(frozen=True)
class PartyStatement:
    """Of whom, in whose books, on which day. ``starts_on`` is where the books that are read begin."""

    name: str
    accounts: tuple[str, ...]
    siren: str
    starts_on: date
    on: date
    lines: tuple[StatementLine, ...]
    ageing: Ageing
    is_supplier: bool = False
    analytic_code: str | None = None

    @property
    def balance_cents(self) -> int:
        """What is owed in the end."""
        return self.lines[-1].balance_cents if self.lines else 0


def together(lines: Iterable[PartyLine], accounts: Collection[str], prefix: str) -> list[PartyLine]:
    """The lines of these auxiliary accounts, as if they were one account. Letters stay those of their own account."""
    own = next(iter(accounts))
    return [
        replace(
            line,
            party=replace(line.party, auxiliary=own),
            letters=f"{line.party.auxiliary}:{line.letters}" if line.letters else "",
        )
        for line in lines
        if line.party.auxiliary in accounts and line.party.account.startswith(prefix)
    ]


def statement_of(
    name: str,
    accounts: tuple[str, ...],
    siren: str,
    starts_on: date,
    on: date,
    lines: Iterable[PartyLine],
    *,
    is_supplier: bool = False,
    analytic_code: str | None = None,
) -> PartyStatement:
    """The statement. InputError when it has more lines than one can hold."""
    prefix, sign = (PAYABLE, -1) if is_supplier else (RECEIVABLE, 1)
    own = together(lines, accounts, prefix)
    if len(own) > MOST_LINES:
        raise InputError("on", f"{len(own)} lines are too many for a statement", "the general ledger with third_party")
    balance, shown = 0, []
    for line in own:
        balance += sign * line.cents
        shown.append(StatementLine(line, max(0, line.cents), max(0, -line.cents), balance))
    ageing = ageing_of(own, prefix, on, sign=sign)
    return PartyStatement(name, accounts, siren, starts_on, on, tuple(shown), ageing, is_supplier, analytic_code)
