"""What people make of a need: an office chooses, the mentor answers, the office confirms, and one day it ends."""

from fastapi import APIRouter

from enrolment.http.dependencies import Use
from enrolment.http.network_access import View, need_for
from enrolment.http.schemas.mentor_needs import AnswerIn, ChoiceIn, EndingIn, NeedOut, WithdrawalIn
from enrolment.usecases.network.answer_choice import AnswerChoice, answer_choice
from enrolment.usecases.network.choose_mentor import ChooseMentor, choose_mentor
from enrolment.usecases.network.confirm_choice import ConfirmChoice, confirm_choice
from enrolment.usecases.network.end_mentoring import EndMentoring, end_mentoring
from enrolment.usecases.network.withdraw_choice import WithdrawChoice, withdraw_choice
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1/mentor-needs/{need_id}/choices", tags=["network"])


@router.post("", status_code=201, summary="Choose a mentor, who is asked")
async def post_choice(
    need_id: Id, body: ChoiceIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch
) -> NeedOut:
    """PROPOSED; a place of the mentor is held from now on."""
    await need_for(caller, "mentor_need.choose", need_id, deps)
    command = ChooseMentor(need_id, body.mentor_id, body.note, expected)
    return NeedOut.of(await choose_mentor(command, deps, cause), View.OFFICE)


@router.post("/{choice_id}/answer", summary="Answer as the mentor")
async def post_answer(need_id: Id, choice_id: Id, body: AnswerIn, deps: Use, cause: CauseOf, caller: Caller) -> NeedOut:
    """ACCEPTED, or DECLINED with a reason for the office."""
    await need_for(caller, "mentor_need.answer", need_id, deps)
    command = AnswerChoice(need_id, choice_id, body.accepts, body.reason)
    return NeedOut.of(await answer_choice(command, deps, cause), View.MENTOR)


@router.post("/{choice_id}/confirmation", summary="Confirm: both sides are introduced to each other")
async def post_confirmation(
    need_id: Id, choice_id: Id, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch
) -> NeedOut:
    """CONFIRMED, after the mentor accepted."""
    await need_for(caller, "mentor_need.confirm", need_id, deps)
    return NeedOut.of(await confirm_choice(ConfirmChoice(need_id, choice_id, expected), deps, cause), View.OFFICE)


@router.post("/{choice_id}/withdrawal", summary="Take a choice back")
async def post_withdrawal(
    need_id: Id, choice_id: Id, body: WithdrawalIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch
) -> NeedOut:
    """Before it is confirmed; the mentor's place is free again."""
    await need_for(caller, "mentor_need.choose", need_id, deps)
    command = WithdrawChoice(need_id, choice_id, body.reason, expected)
    return NeedOut.of(await withdraw_choice(command, deps, cause), View.OFFICE)


@router.post("/{choice_id}/ending", summary="End a mentoring")
async def post_ending(
    need_id: Id, choice_id: Id, body: EndingIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch
) -> NeedOut:
    """With a reason; the place is free again."""
    await need_for(caller, "mentor_need.confirm", need_id, deps)
    command = EndMentoring(need_id, choice_id, body.code, body.words, body.reopen, expected)
    return NeedOut.of(await end_mentoring(command, deps, cause), View.OFFICE)
