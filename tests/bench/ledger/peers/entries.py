"""The entries that a peer gets, and the trial balance that it must come to."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Line:
    """One movement; exactly one of debit and credit is not 0."""

    account: str
    analytic_code: str
    third_party: str
    debit_cents: int
    credit_cents: int

    @property
    def balance_cents(self) -> int:
        """Debit minus credit."""
        return self.debit_cents - self.credit_cents


@dataclass(frozen=True)
class Entry:
    """What peers can hold of an entry."""

    posted_on: date
    label: str
    voucher: str
    lines: tuple[Line, ...]


def read(path: Path) -> Iterator[Entry]:
    """One by one."""
    with path.open(encoding="utf-8") as file:
        for text in file:
            day, label, voucher, lines = json.loads(text)
            yield Entry(date.fromisoformat(day), label, voucher, tuple(Line(*one) for one in lines))


def check(found: dict[str, int], entries: Iterable[Entry]) -> None:
    """SystemExit when the balances in cents are not those of the entries: what is wrong has no speed."""
    expected: Counter[str] = Counter()
    for entry in entries:
        for line in entry.lines:
            expected[line.account] += line.balance_cents
    if any(found.get(account, 0) != expected[account] for account in expected.keys() | found.keys()):
        raise SystemExit(f"other balances: {found} and not {dict(expected)}")
