"""Mentors of the network."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from enrolment.domain.network.mentor import MentorStatus
from enrolment.http.dependencies import Use
from enrolment.http.grants.network import OFFICE
from enrolment.http.network_access import mentor_for
from enrolment.http.policy import POLICY, within
from enrolment.http.schemas.network import HonorabilityIn, MentorIn, MentorOut
from enrolment.http.schemas.reference import ImportOut
from enrolment.usecases.network.erase_mentor import erase_mentor
from enrolment.usecases.network.import_mentors import ImportMentors, import_mentors
from enrolment.usecases.network.put_mentor import PutMentor, put_mentor
from enrolment.usecases.network.record_honorability import RecordHonorability, record_honorability
from essaim.contracts.types import Id
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/mentors", tags=["network"])
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "UTF-8, separated by ; or ,; several values in a cell are separated by |",
        "content": {
            "text/csv": {
                "schema": {"type": "string"},
                "example": "prénom;nom;courriel;NAF;créneaux\nFlorent;Dubrisay;florent@example.org;15;mer 14:00-16:00\n",
            }
        },
    }
}


@router.get("", summary="Mentors of the network, by family name")
async def get_mentors(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    status: Annotated[MentorStatus, Query()] = MentorStatus.ACTIVE,
    city: Annotated[str | None, Query(max_length=120)] = None,
    company_id: Annotated[Id | None, Query()] = None,
    retired: Annotated[bool, Query(description="Those that are retired, instead of the others")] = False,
) -> PageOut[MentorOut]:
    """Of the caller's partner."""
    wanted = {"city": city, "company_id": company_id}
    where: Where = {
        **within(caller, "mentor.read"),
        "status": status.value,
        "retired": retired,
        **{field: value for field, value in wanted.items() if value is not None},
    }
    found = await deps.mentors.find(where, order_by=(Order("family_name"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[MentorOut.of(one) for one in found.items], next=found.next)


@router.post("/import", summary="Import a file of mentors (CSV)", openapi_extra=_BODY)
async def post_import(
    request: Request,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    dry_run: Annotated[bool, Query(description="Report the same and write nothing")] = False,
) -> ImportOut:
    """Found again by their address; the id of a new one is the ``sub`` that their login needs."""
    if not caller.roles & frozenset(OFFICE):
        raise ForbiddenError("forbidden", "an office of the network imports mentors")
    command = ImportMentors(caller.partner, await request.body(), dry_run)
    return ImportOut.of(await import_mentors(command, deps, cause), dry_run=dry_run)


@router.get("/{mentor_id}", summary="One mentor")
async def get_mentor(mentor_id: Id, deps: Use, caller: Caller, response: Response) -> MentorOut:
    """For their office and for themselves."""
    stored = await mentor_for(caller, "mentor.read", mentor_id, deps)
    response.headers["ETag"] = stored.etag
    return MentorOut.of(stored)


@router.put("/{mentor_id}", summary="Write a mentor's profile")
async def put_one_mentor(
    mentor_id: Id, body: MentorIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> MentorOut:
    """By their office, which enters them too, or by themselves."""
    POLICY.require(caller, "mentor.write")
    own = not caller.roles & frozenset(OFFICE)
    coordinator = caller.partner
    if own:
        coordinator = (await mentor_for(caller, "mentor.write", mentor_id, deps)).state.coordinator
    command = PutMentor(mentor_id, body.mentor(coordinator), expected, only_known=own)
    stored = await put_mentor(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return MentorOut.of(stored)


@router.put("/{mentor_id}/honorability", summary="Note until when the check of honorability is valid")
async def put_honorability(
    mentor_id: Id, body: HonorabilityIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch
) -> MentorOut:
    """By an office that saw the paper; mentors do not note it themselves."""
    await mentor_for(caller, "mentor.check", mentor_id, deps)
    return MentorOut.of(await record_honorability(RecordHonorability(mentor_id, body.until, expected), deps, cause))


@router.post("/{mentor_id}/erasure", summary="Forget a mentor")
async def post_erasure(mentor_id: Id, deps: Use, cause: CauseOf, caller: Caller) -> MentorOut:
    """What they follow ends, and nothing of the person is left."""
    await mentor_for(caller, "mentor.erase", mentor_id, deps)
    return MentorOut.of(await erase_mentor(mentor_id, deps, cause))
