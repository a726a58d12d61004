"""The diploma of a status, and what a student asks their establishment for."""

from fastapi import APIRouter, Response

from enrolment.http.dependencies import Use
from enrolment.http.schemas.snee import (
    ArrangementAnswerIn,
    ArrangementIn,
    D2eAnswerIn,
    D2eEnrolmentIn,
    D2eResultIn,
    ReasonIn,
    SneeStatusOut,
)
from enrolment.http.snee_access import status_for
from enrolment.http.snee_statuses import shown
from enrolment.usecases.snee.answer_arrangement import AnswerArrangement, answer_arrangement
from enrolment.usecases.snee.answer_d2e import AnswerD2e, answer_d2e
from enrolment.usecases.snee.ask_arrangement import AskArrangement, ask_arrangement
from enrolment.usecases.snee.conclude_d2e import ConcludeD2e, conclude_d2e
from enrolment.usecases.snee.enrol_d2e import EnrolD2e, enrol_d2e
from enrolment.usecases.snee.request_d2e import RequestD2e, request_d2e
from enrolment.usecases.snee.withdraw_arrangement import WithdrawArrangement, withdraw_arrangement
from enrolment.usecases.snee.withdraw_d2e import WithdrawD2e, withdraw_d2e
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1/snee-statuses/{status_id}", tags=["snee"])


@router.post("/d2e", summary="Ask for the D2E during the year")
async def post_request(
    status_id: Id, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> SneeStatusOut:
    """REQUESTED; a graduate's is there from the beginning (SNEE-04)."""
    await status_for(caller, "snee.ask", status_id, deps)
    return shown(await request_d2e(RequestD2e(status_id, expected), deps, cause), caller, response)


@router.post("/d2e/answer", summary="The committee's answer about the D2E")
async def post_answer(
    status_id: Id, body: D2eAnswerIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> SneeStatusOut:
    """When it was not part of the decision on the dossier. AUTHORISED or REFUSED."""
    await status_for(caller, "snee.d2e-answer", status_id, deps)
    stored = await answer_d2e(AnswerD2e(status_id, body.authorised, expected), deps, cause)
    return shown(stored, caller, response)


@router.post("/d2e/enrolment", summary="Enrol in the D2E (SNEE-06)")
async def post_enrolment(
    status_id: Id,
    body: D2eEnrolmentIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> SneeStatusOut:
    """ENROLLED: the status is ACTIVE and the fee is within its cap."""
    await status_for(caller, "snee.d2e-enrol", status_id, deps)
    command = EnrolD2e(status_id, body.fee, body.scholarship, expected)
    return shown(await enrol_d2e(command, deps, cause), caller, response)


@router.post("/d2e/result", summary="The result of the D2E")
async def post_result(
    status_id: Id, body: D2eResultIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> SneeStatusOut:
    """PASSED or FAILED."""
    await status_for(caller, "snee.d2e-result", status_id, deps)
    command = ConcludeD2e(status_id, body.result == "passed", expected)
    return shown(await conclude_d2e(command, deps, cause), caller, response)


@router.post("/d2e/withdrawal", summary="Give up the D2E and keep the status")
async def post_withdrawal(
    status_id: Id, body: ReasonIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> SneeStatusOut:
    """WITHDRAWN; a graduate renounces the status instead (SNEE-04)."""
    await status_for(caller, "snee.ask", status_id, deps)
    stored = await withdraw_d2e(WithdrawD2e(status_id, body.reason, expected), deps, cause)
    return shown(stored, caller, response)


@router.post("/arrangements", status_code=201, summary="Ask the establishment for something")
async def post_arrangement(
    status_id: Id, body: ArrangementIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> SneeStatusOut:
    """Internship or module replaced by the project, a year off, a timetable; a teacher answers."""
    await status_for(caller, "snee.ask", status_id, deps)
    stored = await ask_arrangement(AskArrangement(status_id, body.kind, body.words), deps, cause)
    return shown(stored, caller, response)


@router.post("/arrangements/{arrangement_id}/answer", summary="Answer a request")
async def post_arrangement_answer(
    status_id: Id,
    arrangement_id: Id,
    body: ArrangementAnswerIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> SneeStatusOut:
    """By the teacher who is the student's tutor; the office records an answer on paper."""
    await status_for(caller, "snee.arrange", status_id, deps)
    command = AnswerArrangement(status_id, arrangement_id, body.granted, body.words, expected)
    return shown(await answer_arrangement(command, deps, cause), caller, response)


@router.post("/arrangements/{arrangement_id}/withdrawal", summary="Take a request back")
async def post_arrangement_withdrawal(
    status_id: Id, arrangement_id: Id, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> SneeStatusOut:
    """By the student, also after it was granted."""
    await status_for(caller, "snee.ask", status_id, deps)
    stored = await withdraw_arrangement(WithdrawArrangement(status_id, arrangement_id), deps, cause)
    return shown(stored, caller, response)
