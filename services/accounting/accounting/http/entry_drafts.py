"""Entries that the accountant writes by hand: drafts until they are validated."""

from fastapi import APIRouter, Response

from accounting.domain.manual_entry import DraftStatus
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.ledger import EntryDraftIn, EntryDraftOut
from accounting.usecases.ledger.discard_entry import DiscardEntry, discard_entry
from accounting.usecases.ledger.edit_entry import EditEntry, edit_entry
from accounting.usecases.ledger.validate_entry import ValidateEntry, validate_entry
from accounting.usecases.ledger.write_entry import WriteEntry, write_entry
from essaim.contracts.types import Id, Siren
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1", tags=["entry drafts"])


@router.post("/legal-entities/{siren}/entry-drafts", status_code=201, summary="Write an entry by hand (accountant)")
async def write(
    siren: Siren, body: EntryDraftIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> EntryDraftOut:
    """A draft: it may be unbalanced, and it has no number."""
    allow(caller, "entry.write", deps)
    stored = await write_entry(WriteEntry(siren, body.to_domain()), deps, cause)
    response.headers["ETag"] = stored.etag
    return EntryDraftOut.of(stored)


@router.get("/legal-entities/{siren}/entry-drafts", summary="Drafts, oldest first (accountant)")
async def list_drafts(
    siren: Siren, deps: Use, caller: Caller, page: PageQuery, status: DraftStatus = DraftStatus.DRAFT
) -> PageOut[EntryDraftOut]:
    """Those with a status."""
    allow(caller, "entry.write", deps)
    where = {"siren": siren, "status": status.value}
    found = await deps.entry_drafts.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[EntryDraftOut.of(one) for one in found.items], next=found.next)


@router.get("/entry-drafts/{draft_id}", summary="One draft (accountant)")
async def read(draft_id: Id, deps: Use, caller: Caller, response: Response) -> EntryDraftOut:
    """With the difference of its sides."""
    allow(caller, "entry.write", deps)
    stored = await deps.entry_drafts.get(draft_id)
    response.headers["ETag"] = stored.etag
    return EntryDraftOut.of(stored)


@router.put("/entry-drafts/{draft_id}", summary="Change a draft (accountant)")
async def edit(
    draft_id: Id,
    body: EntryDraftIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> EntryDraftOut:
    """Only a draft can be changed (ACC-03)."""
    allow(caller, "entry.write", deps)
    stored = await edit_entry(EditEntry(draft_id, body.to_domain()), deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return EntryDraftOut.of(stored)


@router.delete("/entry-drafts/{draft_id}", summary="Throw a draft away (accountant)")
async def discard(draft_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch) -> EntryDraftOut:
    """It never had a number, so there is no gap."""
    allow(caller, "entry.write", deps)
    return EntryDraftOut.of(await discard_entry(DiscardEntry(draft_id), deps, cause, expected_version=expected))


@router.post("/entry-drafts/{draft_id}/validation", summary="Validate a draft: number, date, seal (accountant)")
async def validate(
    draft_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> EntryDraftOut:
    """VALIDATED, with the id of its entry. Unbalanced, unknown account, closed period, foreign activity: it stays a draft."""
    allow(caller, "entry.write", deps)
    stored = await validate_entry(ValidateEntry(draft_id), deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return EntryDraftOut.of(stored)
