"""beancount: the books as a text file that it parses, books and validates. All of it is in memory then; its cache is off.

``python -m tests.bench.ledger.peers.beancount_books ENTRIES DIRECTORY``. Writing the text is not measured.
"""

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

from tests.bench.ledger.peers.entries import Entry, Line, check, read

os.environ["BEANCOUNT_DISABLE_LOAD_CACHE"] = "1"
ROOTS = {"1": "Equity", "6": "Expenses", "7": "Income"}


def name(account: str) -> str:
    """``Assets:C411``: a name as it demands it, the number of the account in it."""
    return f"{ROOTS.get(account[0], 'Assets')}:C{account}"


def text(entries: Iterable[Entry]) -> str:
    """The entries in its language, every account opened before."""
    known: set[str] = set()
    parts = []
    for entry in entries:
        known.update(line.account for line in entry.lines)
        lines = "\n".join(map(_posting, entry.lines))
        parts.append(f'{entry.posted_on} * "{entry.label}" ^{entry.voucher}\n{lines}\n')
    opened = [f"1970-01-01 open {name(account)} EUR" for account in sorted(known)]
    return "\n".join([*opened, "", *parts])


def _posting(line: Line) -> str:
    cents = line.balance_cents
    amount = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
    third = f'\n    third_party: "{line.third_party}"' if line.third_party else ""
    return f'  {name(line.account)}  {amount} EUR\n    activity: "{line.analytic_code}"{third}'


def main(source: Path, directory: Path) -> dict[str, float]:
    """Load them, and add up every account."""
    from beancount import loader  # type: ignore[import-not-found,unused-ignore]
    from beancount.core import realization  # type: ignore[import-not-found,unused-ignore]

    file = directory / "books.beancount"
    file.write_text(text(read(source)), encoding="utf-8")
    count = sum(1 for _ in read(source))
    began = perf_counter()
    entries, errors, _ = loader.load_file(str(file))
    loaded = perf_counter() - began
    if errors:
        raise SystemExit(f"beancount: {errors[:3]}")
    began = perf_counter()
    tree = realization.realize(entries)
    balances = {
        one.account.rpartition(":C")[2]: one.balance.get_currency_units("EUR").number
        for one in realization.iter_children(tree)
        if one.txn_postings
    }
    seconds = perf_counter() - began
    check({account: round(number * 100) for account, number in balances.items()}, read(source))
    return {"rate": count / loaded, "balance": seconds}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
