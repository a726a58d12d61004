"""The last number of a journal in a financial year, into what is known of the books (ACC-04)."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.head import Head
from essaim.kit.store.port import Order, Where


@dataclass(frozen=True)
class NumberSeries:
    """The series that are about to be continued."""

    head: Head
    series: frozenset[tuple[int, str]]


async def number_series(command: NumberSeries, deps: Deps) -> Head:
    """The head with the last number of each of these series. Read after the head: what was posted since then takes the
    place in the chain that the head would, so a number that is too low is never stored."""
    numbers = dict(command.head.numbers)
    for year, journal in command.series - numbers.keys():
        where: Where = {"siren": command.head.siren, "entry.fiscal_year": year, "entry.journal": journal}
        page = await deps.ledger.find(where, order_by=(Order("entry.number", descending=True),), limit=1)
        numbers[year, journal] = page.items[0].state.certain_entry.number if page.items else 0
    return replace(command.head, numbers=numbers)
