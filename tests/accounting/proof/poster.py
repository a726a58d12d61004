"""A process that posts for ever and says what is posted, for tests that kill it: ``python -m tests.accounting.proof.poster``.

``URL PREFIX`` posts sales, several at a time, letters each with its payment and adds up the balances now and then. It prints
the source of each entry once the books have said that it is posted.
"""

import asyncio
import itertools
import sys

from accounting.deps import Deps
from accounting.domain.entry import Journal
from accounting.domain.lettering import LineRef
from accounting.usecases.ledger.fold_balances import FoldBalances, fold_balances
from accounting.usecases.ledger.letter_lines import LetterLines, letter_lines
from essaim.kit.cause import fresh_cause
from essaim.kit.store.open import open_store
from tests.accounting.ledger.books import SIREN, books_over, draft, post, receipt_lines

AT_ONCE = 6


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def write(deps: Deps, prefix: str, start: int) -> None:
    """Sales and their payments, for ever."""
    for number in itertools.count(start, AT_ONCE):
        sale, payment = f"sale:{prefix}:{number}", f"payment:{prefix}:{number}"
        sold = await post(deps, draft(sale))
        say(sale)
        paid = await post(deps, draft(payment, *receipt_lines(), journal=Journal.BANK))
        say(payment)
        if number % 4 == 0:
            lines = LineRef(sold.state.sequence, 0), LineRef(paid.state.sequence, 1)
            await letter_lines(LetterLines(SIREN, lines), deps, fresh_cause("test"))
        if number % 5 == 0:
            await fold_balances(FoldBalances(SIREN), deps)


async def main(url: str, prefix: str) -> None:
    """Open the books, which are declared already, and write."""
    deps = books_over(await open_store(url))
    await asyncio.gather(*(write(deps, prefix, start) for start in range(AT_ONCE)))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
