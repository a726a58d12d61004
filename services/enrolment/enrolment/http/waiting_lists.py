"""The waiting list of a programme, and the answer of somebody who was offered a place."""

from fastapi import APIRouter, Response

from enrolment.http.dependencies import Use
from enrolment.http.policy import Sides, check
from enrolment.http.schemas.applications import ApplicationOut
from enrolment.http.schemas.waiting_lists import FilledOut, OfferAnswerIn, WaitingListOut
from enrolment.usecases.committees.answer_offer import AnswerOffer, answer_offer
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from enrolment.usecases.committees.read_waiting_list import ReadWaitingList, read_waiting_list
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(tags=["waiting lists"])


@router.get("/v1/programmes/{programme_id}/waiting-list", summary="Who waits for a place, in order")
async def get_waiting_list(programme_id: Id, deps: Use, caller: Caller) -> WaitingListOut:
    """With the places that are left and the offers that stand."""
    programme = (await deps.programmes.get(programme_id)).state
    check(caller, "waiting_list.read", Sides(programme.coordinator))
    return WaitingListOut.of(await read_waiting_list(ReadWaitingList(programme_id, programme), deps))


@router.post("/v1/programmes/{programme_id}/waiting-list/filling", summary="Offer the free places now")
async def post_filling(programme_id: Id, deps: Use, cause: CauseOf, caller: Caller) -> FilledOut:
    """In the order of the list; when somebody leaves, it happens by itself."""
    programme = (await deps.programmes.get(programme_id)).state
    check(caller, "waiting_list.fill", Sides(programme.coordinator))
    return FilledOut(filled=await fill_places(FillPlaces(programme_id), deps, cause))


@router.post("/v1/applications/{application_id}/confirmation", summary="Take or decline the place that was offered")
async def post_confirmation(
    application_id: Id,
    body: OfferAnswerIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> ApplicationOut:
    """Declined, it goes to the next; confirmed twice is confirmed once."""
    application = (await deps.applications.get(application_id)).state
    owner = Sides(application.coordinator, owner=application.person_id)
    check(caller, "application.read", owner)
    check(caller, "place.answer", owner)
    stored = await answer_offer(AnswerOffer(application_id, body.answer, expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return ApplicationOut.from_stored(stored)
