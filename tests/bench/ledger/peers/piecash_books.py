"""piecash: GnuCash books in SQLite through SQLAlchemy's ORM, saved every two hundred entries as Essaim commits them.

``python -m tests.bench.ledger.peers.piecash_books ENTRIES DIRECTORY``. The trial balance is read from the file, opened anew.
"""

import json
import sys
import warnings
from decimal import Decimal
from pathlib import Path
from time import perf_counter

from tests.bench.ledger.peers.entries import Entry, check, read

BATCH = 200
KINDS = {"1": "EQUITY", "6": "EXPENSE", "7": "INCOME"}


def fill(path: Path, entries: list[Entry]) -> None:
    """Post all of them."""
    import piecash  # type: ignore[import-not-found,unused-ignore]

    book = piecash.create_book(sqlite_file=str(path), currency="EUR")
    euro, root = book.default_currency, book.root_account
    accounts = {
        number: piecash.Account(number, KINDS.get(number[0], "ASSET"), euro, parent=root, code=number)
        for number in sorted({line.account for entry in entries for line in entry.lines})
    }
    for number, entry in enumerate(entries, 1):
        splits = [
            piecash.Split(accounts[line.account], Decimal(line.balance_cents) / 100, memo=line.analytic_code)
            for line in entry.lines
        ]
        piecash.Transaction(euro, entry.label, splits=splits, post_date=entry.posted_on, num=entry.voucher)
        if number % BATCH == 0:
            book.save()
    book.save()
    book.close()


def balances(path: Path) -> dict[str, int]:
    """Debit minus credit of every account, in cents."""
    import piecash

    with piecash.open_book(str(path), readonly=True) as book:
        return {one.code: round(one.get_balance(natural_sign=False) * 100) for one in book.accounts}


def main(source: Path, directory: Path) -> dict[str, float]:
    """Post them, and add up every account."""
    warnings.simplefilter("ignore")
    entries = list(read(source))
    file = directory / "books.gnucash"
    file.unlink(missing_ok=True)
    began = perf_counter()
    fill(file, entries)
    loaded = perf_counter() - began
    began = perf_counter()
    found = balances(file)
    seconds = perf_counter() - began
    check(found, entries)
    return {"rate": len(entries) / loaded, "balance": seconds}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
