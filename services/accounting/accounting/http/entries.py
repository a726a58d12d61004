"""Ledger entries: read, explained, reversed. They are posted by what happens, and never changed."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from accounting.deps import Deps
from accounting.domain.entry import Journal
from accounting.domain.record import Record
from accounting.http.dependencies import Use, allow
from accounting.http.policy import POLICY
from accounting.http.schemas.books import EntryOut
from accounting.http.schemas.explanations import ExplanationOut
from accounting.http.schemas.ledger import ReversalIn
from accounting.usecases.ledger.reverse_entry import ReverseEntry, reverse_entry
from essaim.contracts.types import Id, Siren
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery, Principal
from essaim.kit.store.port import Condition, Order, Range

router = APIRouter(prefix="/v1/entries", tags=["entries"])
Day = Annotated[date | None, Query()]


@router.get("", summary="Entries of a legal entity, by journal and number (accountant, officer)")
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
    where: dict[str, Condition] = {"siren": siren, "entry.number": Range(ge=1)}
    if year is not None:
        where["entry.fiscal_year"] = year
    if journal is not None:
        where["entry.journal"] = journal.value
    order = (Order("entry.fiscal_year"), Order("entry.journal"), Order("entry.number"))
    found = await deps.ledger.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[EntryOut.of(one) for one in found.items], next=found.next)


@router.get("/{entry_id}", summary="One entry (accountant, officer; student and coach those of their group)")
async def read_entry(entry_id: Id, deps: Use, caller: Caller) -> EntryOut:
    """With its letters."""
    return EntryOut.of(await _readable(entry_id, deps, caller))


@router.get("/{entry_id}/explanation", summary="Why this entry is in the books, in French")
async def explain_entry(entry_id: Id, deps: Use, caller: Caller) -> ExplanationOut:
    """The rule, the rate and the level it came from, the document and the event, and a sentence for a student."""
    return ExplanationOut.of(await _readable(entry_id, deps, caller))


@router.post("/{entry_id}/reversal", status_code=201, summary="Reverse an entry written by hand (accountant)")
async def reverse(entry_id: Id, body: ReversalIn, deps: Use, caller: Caller, cause: CauseOf) -> EntryOut:
    """The reversing entry. What a document brought is corrected by its document (ACC-03)."""
    POLICY.require(caller, "entry.reverse")
    allow(caller, "entry.reverse", deps)
    await _readable(entry_id, deps, caller)
    return EntryOut.of(await reverse_entry(ReverseEntry(entry_id, body.reason, body.posted_on), deps, cause))


async def _readable(entry_id: str, deps: Deps, caller: Principal) -> Stored[Record]:
    """The entry, when the caller may read it: all for the accountant, a group's for those of the group."""
    stored = await deps.ledger.get(entry_id)
    if stored.state.entry is None:
        raise NotFoundError("not-found", "there is no entry under this id")
    activity_id = stored.state.entry.activity_id
    if activity_id is None:
        allow(caller, "entry.read", deps)
    else:
        activity = (await deps.activities.get(activity_id)).state
        allow(caller, "group_entry.read", deps, activity.group_id)
    return stored
