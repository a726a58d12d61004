"""Ledger entries, read only: they are posted by what happens, and never changed."""

from typing import Annotated

from fastapi import APIRouter, Query

from accounting.domain.entry import Journal
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.books import EntryOut
from essaim.contracts.types import Siren
from essaim.kit.http import Caller, PageOut, PageQuery
from essaim.kit.store.port import Condition, Order

router = APIRouter(prefix="/v1/entries", tags=["entries"])


@router.get("", summary="Entries of a legal entity, by journal and number (accountant)")
async def list_entries(
    siren: Siren,
    deps: Use,
    caller: Caller,
    page: PageQuery,
    journal: Journal | None = None,
    year: Annotated[int | None, Query(ge=2000, le=2099)] = None,
) -> PageOut[EntryOut]:
    """One page."""
    allow(caller, "entry.read", deps)
    where: dict[str, Condition] = {"siren": siren}
    if year is not None:
        where["fiscal_year"] = year
    if journal is not None:
        where["journal"] = journal.value
    order = (Order("fiscal_year"), Order("journal"), Order("number"))
    found = await deps.entries.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[EntryOut.of(one) for one in found.items], next=found.next)
