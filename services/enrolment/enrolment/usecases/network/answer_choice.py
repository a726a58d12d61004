"""The mentor answers: ACCEPTED, or DECLINED with a reason, and then the place is free again."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.network.mentor import free_place
from enrolment.domain.network.need import Need, accept, decline
from essaim.contracts.enrolment_network import MentorAnswered
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AnswerChoice:
    """``reason`` is for a no, and has to be there then."""

    need_id: str
    choice_id: str
    accepts: bool
    reason: str = ""


async def answer_choice(command: AnswerChoice, deps: Deps, cause: Cause) -> Stored[Need]:
    """The same answer again changes nothing."""
    if not command.accepts and not command.reason:
        raise InputError(Problem("reason", "is missing", "why, in a few words: the office looks for somebody else"))
    now, id_ = deps.clock.now(), command.choice_id

    def decide(known: Need) -> Change[Need]:
        after = accept(known, id_, now) if command.accepts else decline(known, id_, now, command.reason)
        return Change(after, () if after == known else (_answered(command, after),))

    stored = await deps.mentor_needs.change(command.need_id, decide, cause)
    choice = stored.state.choice(id_)
    if choice is not None and not command.accepts:
        await deps.mentors.change(choice.mentor_id, lambda known: Change(free_place(known, id_)), cause)
    return stored


def _answered(command: AnswerChoice, need: Need) -> MentorAnswered:
    choice = need.choice(command.choice_id)
    assert choice is not None
    return MentorAnswered(
        need_id=command.need_id,
        choice_id=choice.id,
        mentor_id=choice.mentor_id,
        programme_id=need.programme_id,
        kind=need.subject_kind.value,
        subject_id=need.subject_id,
        accepted=command.accepts,
    )
