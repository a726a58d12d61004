"""The two tutors of a status, and who follows how many."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.domain.snee.status import Situation
from enrolment.domain.snee.tutoring import TutoringStatus, TutorRole, missing_roles
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY
from enrolment.http.schemas.snee_people import AcceptanceIn, TutorIn, TutoringOut, TutorsOut, WorkloadOut
from enrolment.http.snee_access import TUTOR_ROLES, status_for
from enrolment.usecases.snee.answer_tutor_link import AnswerTutorLink, answer_tutor_link
from enrolment.usecases.snee.name_tutor import NameTutor, name_tutor
from enrolment.usecases.snee.read_workloads import read_workloads
from essaim.contracts.types import Id, SchoolYear
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(tags=["snee"])


@router.get("/v1/snee-statuses/{status_id}/tutors", summary="The tutors of a status")
async def get_tutors(status_id: Id, deps: Use, caller: Caller) -> TutorsOut:
    """With those who were named before, and the places that nobody has confirmed yet (SNEE-05)."""
    status = (await status_for(caller, "snee.read", status_id, deps)).state
    found = await deps.snee_tutorings.all({"status_id": status_id})
    states = tuple(one.state for one in found)
    missing = missing_roles(states, student=status.situation is not Situation.GRADUATE)
    return TutorsOut(tutors=[TutoringOut.of(one) for one in found], missing=list(missing))


@router.put("/v1/snee-statuses/{status_id}/tutors/{role}", summary="Name a tutor")
async def put_tutor(
    status_id: Id, role: TutorRole, body: TutorIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> TutoringOut:
    """Whoever is named gets a link and answers themself; who was named before stays in the history."""
    await status_for(caller, "snee.tutor", status_id, deps)
    stored = await name_tutor(NameTutor(status_id, role, body.tutor(), body.reason), deps, cause)
    response.headers["ETag"] = stored.etag
    return TutoringOut.of(stored)


@router.get("/v1/snee-tutorings", summary="Whom the caller follows as a tutor")
async def get_tutorings(deps: Use, caller: Caller, page: PageQuery) -> PageOut[TutoringOut]:
    """For teachers and mentors with a login that they have bound by accepting; confirmed ones only."""
    if not caller.roles & TUTOR_ROLES:
        raise ForbiddenError("forbidden", "only teachers and mentors follow students")
    found = await deps.snee_tutorings.find(
        {"account": caller.sub, "status": TutoringStatus.CONFIRMED.value},
        order_by=(Order("created_at"),),
        limit=page.limit,
        cursor=page.cursor,
    )
    return PageOut(items=[TutoringOut.of(one) for one in found.items], next=found.next)


@router.post("/v1/snee-tutorings/answer", summary="Answer as a tutor with a login")
async def post_answer(body: AcceptanceIn, deps: Use, cause: CauseOf, caller: Caller) -> TutoringOut:
    """With the token of the link: the login is bound to the tutoring, so that the tutor sees whom they follow."""
    if not caller.roles & TUTOR_ROLES:
        raise ForbiddenError(
            "forbidden", "only teachers and mentors answer here; the page behind the link is for everybody"
        )
    stored = await answer_tutor_link(AnswerTutorLink(body.token, body.accepts, caller.sub), deps, cause)
    return TutoringOut.of(stored)


@router.get("/v1/snee/tutor-workloads", summary="How many students each tutor follows")
async def get_workloads(
    deps: Use, caller: Caller, school_year: Annotated[SchoolYear, Query(examples=["2026-2027"])]
) -> list[WorkloadOut]:
    """At the caller's partner, those with most first."""
    POLICY.require(caller, "snee.workload")
    return [WorkloadOut.of(one) for one in await read_workloads(caller.partner, school_year, deps)]
