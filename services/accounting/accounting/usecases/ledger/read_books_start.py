"""From which day the accounts of a balance sheet are added up: where opening balances were posted last."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.entry import Journal
from accounting.domain.fiscal_year import first_day, fiscal_year_of
from accounting.domain.reports.span import check_day
from essaim.kit.store.port import Order, Range, Where


@dataclass(frozen=True)
class ReadBooksStart:
    """Whose books, seen from which day."""

    siren: str
    day: date


async def read_books_start(command: ReadBooksStart, deps: Deps) -> date:
    """The first day of the latest financial year, up to the day's, whose opening balances are posted; else that of the
    year of the first entry; else that of the day's year. NotFoundError when the legal entity is not registered, InputError
    for a day that no books reach: every year until it would be looked through."""
    check_day("on", command.day)
    month = (await deps.legal_entities.get(command.siren)).state.fiscal_year_start_month
    year = fiscal_year_of(command.day, month)
    posted: Where = {"siren": command.siren, "entry.posted_on": Range(ge="0001-01-01")}
    first = await deps.ledger.find(posted, order_by=(Order("entry.posted_on"),), limit=1)
    if not first.items:
        return first_day(year, month)
    earliest = fiscal_year_of(first.items[0].state.certain_entry.posted_on, month)
    for candidate in range(year, earliest, -1):
        opening: Where = {
            "siren": command.siren,
            "entry.fiscal_year": candidate,
            "entry.journal": Journal.OPENING.value,
        }
        if await deps.ledger.find_one(opening) is not None:
            return first_day(candidate, month)
    return first_day(min(year, earliest), month)
