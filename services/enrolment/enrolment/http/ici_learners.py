"""The learners of #ICI, their regroupements, and the terms of their programme."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.domain.ici.enrolment import IciEnrolment, Status
from enrolment.http.dependencies import Use
from enrolment.http.policy import Sides, check, within
from enrolment.http.programmes import sides as programme_sides
from enrolment.http.schemas.ici import (
    AbandonIn,
    IciTermsIn,
    IciTermsOut,
    LearnerEnrolmentIn,
    LearnerOut,
    RegroupementIn,
    RegroupementOut,
)
from enrolment.usecases.ici.abandon_cursus import AbandonCursus, abandon_cursus
from enrolment.usecases.ici.draw_award import DrawAward, draw_award
from enrolment.usecases.ici.enrol_learner import EnrolLearner, enrol_learner
from enrolment.usecases.ici.put_ici_terms import PutIciTerms, put_ici_terms
from enrolment.usecases.ici.read_ici_terms import read_ici_terms
from enrolment.usecases.ici.record_regroupement import RecordRegroupement, record_regroupement
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(tags=["ici"])
PDF_HEADERS = {
    "Content-Disposition": 'inline; filename="attestation-ici.pdf"',
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
}


def sides(learner: IciEnrolment) -> Sides:
    """A learner as the policy sees it."""
    return Sides(coordinator=learner.coordinator, carrier=learner.carrier, owner=learner.person_id)


@router.get("/v1/ici-enrolments", summary="Learners, the oldest first")
async def get_learners(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    programme_id: Annotated[Id | None, Query()] = None,
    status: Annotated[Status | None, Query()] = None,
) -> PageOut[LearnerOut]:
    """The partner's, or one's own."""
    where: Where = {
        **within(caller, "ici.read", owner_field="person_id"),
        **({"programme_id": programme_id} if programme_id else {}),
        **({"status": status.value} if status else {}),
    }
    found = await deps.ici_learners.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[LearnerOut.of(one) for one in found.items], next=found.next)


@router.get("/v1/ici-enrolments/{enrolment_id}", summary="One learner")
async def get_learner(enrolment_id: Id, deps: Use, caller: Caller, response: Response) -> LearnerOut:
    """With attendance and award."""
    stored = await deps.ici_learners.get(enrolment_id)
    check(caller, "ici.read", sides(stored.state))
    return _shown(stored, response)


@router.post("/v1/ici-enrolments/{enrolment_id}/enrolment", summary="Enrol an admitted learner (ICI-01)")
async def post_enrolment(
    enrolment_id: Id,
    body: LearnerEnrolmentIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> LearnerOut:
    """ENROLLED: the level of exit is above the one of entry, and Bac+3 for the LP."""
    check(caller, "ici.enrol", sides((await deps.ici_learners.get(enrolment_id)).state))
    command = EnrolLearner(enrolment_id, body.track, body.entry_level, body.exit_level, expected)
    return _shown(await enrol_learner(command, deps, cause), response)


@router.post("/v1/ici-enrolments/{enrolment_id}/abandonment", summary="The learner leaves")
async def post_abandonment(
    enrolment_id: Id,
    body: AbandonIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> LearnerOut:
    """ABANDONED, by themself or recorded by the office."""
    check(caller, "ici.abandon", sides((await deps.ici_learners.get(enrolment_id)).state))
    command = AbandonCursus(enrolment_id, body.reason, body.words, expected)
    return _shown(await abandon_cursus(command, deps, cause), response)


@router.get(
    "/v1/ici-enrolments/{enrolment_id}/attestation.pdf", summary="The attestation of the award", response_class=Response
)
async def get_attestation(enrolment_id: Id, deps: Use, caller: Caller) -> Response:
    """A PDF with a code that anybody can check; for awarded learners only."""
    check(caller, "ici.attest", sides((await deps.ici_learners.get(enrolment_id)).state))
    content = await draw_award(DrawAward(enrolment_id), deps)
    return Response(content, media_type="application/pdf", headers=PDF_HEADERS)


@router.post("/v1/ici/regroupements", status_code=201, summary="Record who was at a regroupement (ICI-02)")
async def post_regroupement(
    body: RegroupementIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> RegroupementOut:
    """When coaching does not follow it; telling it again corrects it. The first one attended puts a learner IN_PROGRESS."""
    check(caller, "ici_regroupement.record", programme_sides((await deps.programmes.get(body.programme_id)).state))
    command = RecordRegroupement(body.programme_id, body.held_on, body.place, body.subject, body.presences)
    stored = await record_regroupement(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return RegroupementOut.of(stored)


@router.get("/v1/ici/regroupements", summary="The regroupements of a programme, by day")
async def get_regroupements(
    deps: Use, caller: Caller, page: PageQuery, programme_id: Annotated[Id, Query()]
) -> PageOut[RegroupementOut]:
    """Those that were recorded here."""
    check(caller, "ici_regroupement.read", programme_sides((await deps.programmes.get(programme_id)).state))
    found = await deps.ici_regroupements.find(
        {"programme_id": programme_id}, order_by=(Order("held_on"),), limit=page.limit, cursor=page.cursor
    )
    return PageOut(items=[RegroupementOut.of(one) for one in found.items], next=found.next)


@router.get("/v1/ici/terms/{programme_id}", summary="Hours, ECTS, fees, grid and mentions of a programme")
async def get_terms(programme_id: Id, deps: Use, caller: Caller) -> IciTermsOut:
    """What nobody has told is not known."""
    programme = (await deps.programmes.get(programme_id)).state
    check(caller, "ici_terms.read", programme_sides(programme))
    return IciTermsOut.of(await read_ici_terms(programme_id, programme.coordinator, deps))


@router.put("/v1/ici/terms/{programme_id}", summary="Say the terms of a programme")
async def put_terms(programme_id: Id, body: IciTermsIn, deps: Use, cause: CauseOf, caller: Caller) -> IciTermsOut:
    """Juries that are planned keep the grid of their day."""
    programme = (await deps.programmes.get(programme_id)).state
    check(caller, "ici_terms.write", programme_sides(programme))
    stored = await put_ici_terms(PutIciTerms(programme_id, body.terms(programme.coordinator)), deps, cause)
    return IciTermsOut.of(stored.state)


def _shown(stored: Stored[IciEnrolment], response: Response) -> LearnerOut:
    response.headers["ETag"] = stored.etag
    return LearnerOut.of(stored)
