"""The lines of the FEC of a financial year, as the books stand: opening balances first, then in the order of validation."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from accounting.deps import Deps
from accounting.domain.entry import Journal
from essaim.kit.store.port import Order, Where

PAGE = 200


@dataclass(frozen=True)
class StreamFec:
    """Which books."""

    siren: str
    year: int


async def stream_fec(command: StreamFec, deps: Deps) -> AsyncIterator[list[dict[str, Any]]]:
    """The stored states of its entries, a page at a time (FEC-08, FEC-10)."""
    year: Where = {"siren": command.siren, "entry.fiscal_year": command.year}
    first = Journal.OPENING.value
    opening: Where = {**year, "entry.journal": first}
    async for page in deps.ledger.scan(opening, order_by=(Order("entry.number"),), page=PAGE):
        yield [one["state"] for one in page]
    async for page in deps.ledger.scan(year, order_by=(Order("sequence"),), page=PAGE):
        yield [one["state"] for one in page if one["state"]["entry"]["journal"] != first]
