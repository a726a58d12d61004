"""The lists of activities and the thresholds of a carrier (CAE-10)."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from enrolment.deps import Deps
from enrolment.domain.screening.activities import ActivityList
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY
from enrolment.http.schemas.screening_lists import (
    ListClosingIn,
    ListEntryIn,
    ListEntryOut,
    ThresholdIn,
    ThresholdsOut,
)
from enrolment.usecases.screening.add_entry import AddEntry, add_entry
from enrolment.usecases.screening.close_entry import CloseEntry, close_entry
from enrolment.usecases.screening.find_lists import find_lists
from enrolment.usecases.screening.find_threshold import find_threshold
from enrolment.usecases.screening.put_threshold import PutThreshold, put_threshold
from essaim.contracts.types import Id, PartnerId
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery, Principal
from essaim.kit.ids import derived_id
from essaim.kit.paging import read_cursor, write_cursor

router = APIRouter(prefix="/v1", tags=["screening"])
OfPartner = Annotated[PartnerId | None, Query(description="Whose lists; the caller's partner when left out")]


@router.get("/screening-lists", summary="The lists of a carrier, by code")
async def get_lists(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    partner: OfPartner = None,
    activity_list: Annotated[ActivityList | None, Query(alias="list")] = None,
    on: Annotated[date | None, Query(description="Only entries that hold on this day")] = None,
) -> PageOut[ListEntryOut]:
    """The entries that the package brings, as the carrier left them, and its own; closed ones too, unless a day is asked for."""
    POLICY.require(caller, "activity_list.read")
    whose = partner or caller.partner
    found = [
        one
        for one in await find_lists(whose, deps)
        if (activity_list is None or one.entry.list is activity_list) and (on is None or one.entry.stands(on))
    ]
    rows = [((one.entry.code, one.entry.key), ListEntryOut.of(derived_id(whose, one.entry.key), one)) for one in found]
    after = read_cursor(page.cursor, 1)
    rest = [row for row in rows if after is None or row[0] > (str(after[0]), str(after[1]))]
    shown = rest[: page.limit]
    more = write_cursor(shown[-1][0]) if len(rest) > len(shown) else None
    return PageOut(items=[one for _, one in shown], next=more)


@router.post("/screening-lists", status_code=201, summary="Add an entry to the lists of the officer's own partner")
async def post_entry(body: ListEntryIn, deps: Use, cause: CauseOf, caller: Caller) -> ListEntryOut:
    """It holds for what this partner carries."""
    POLICY.require(caller, "activity_list.manage")
    stored = await add_entry(AddEntry(caller.partner, body.entry()), deps, cause)
    return ListEntryOut.of(stored.id, stored.state)


@router.post("/screening-lists/{entry_id}/closing", summary="Give an entry its last day")
async def post_closing(entry_id: Id, body: ListClosingIn, deps: Use, cause: CauseOf, caller: Caller) -> ListEntryOut:
    """For the officer's own partner, whoever the entry comes from. Entries are never deleted."""
    POLICY.require(caller, "activity_list.manage")
    stored = await close_entry(CloseEntry(caller.partner, entry_id, body.until, body.reason), deps, cause)
    return ListEntryOut.of(stored.id, stored.state)


@router.get("/screening-thresholds", summary="The threshold of a carrier, with its history")
async def get_thresholds(deps: Use, caller: Caller, partner: OfPartner = None) -> ThresholdsOut:
    """The deployment's setting where the carrier has set none."""
    POLICY.require(caller, "activity_list.read")
    return await _thresholds(partner or caller.partner, deps)


@router.put("/screening-thresholds/{partner}", summary="Set the threshold of the officer's own partner, from a day on")
async def put_thresholds(
    partner: PartnerId, body: ThresholdIn, deps: Use, cause: CauseOf, caller: Caller
) -> ThresholdsOut:
    """From today on or later: days that are over keep theirs."""
    _require_own(caller, partner)
    await put_threshold(PutThreshold(partner, body.valid_from, body.amount, body.source), deps, cause)
    return await _thresholds(partner, deps)


async def _thresholds(partner: str, deps: Deps) -> ThresholdsOut:
    try:
        stored = await deps.screening_thresholds.get(partner)
    except NotFoundError:
        stored = None
    return ThresholdsOut.of(partner, await find_threshold(partner, deps.clock.today(), deps), stored)


def _require_own(caller: Principal, partner: str) -> None:
    POLICY.require(caller, "activity_list.manage")
    if caller.partner != partner:
        raise ForbiddenError("forbidden", "an officer sets the threshold of their own partner")
