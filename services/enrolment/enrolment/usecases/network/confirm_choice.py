"""The office confirms: the mentor is assigned, both sides are introduced, and the team gets its mentor."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.mini.enterprise import OVER
from enrolment.domain.network.mentor import Mentor
from enrolment.domain.network.need import Choice, Need, SubjectKind, confirm
from enrolment.usecases.network.follow_assignment import FollowAssignment, follow_assignment
from essaim.contracts.enrolment_network import MentorAssigned, MentorIntroduced
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ConfirmChoice:
    """Which one."""

    need_id: str
    choice_id: str
    expected_version: int | None = None


async def confirm_choice(command: ConfirmChoice, deps: Deps, cause: Cause) -> Stored[Need]:
    """CONFIRMED; both events go with the same write. What follows in the team is done again from our own event after a crash."""
    need = (await deps.mentor_needs.get(command.need_id)).state
    await _check_team(need, deps)
    known = need.choice(command.choice_id)
    mentor = (await deps.mentors.get(known.mentor_id)).state if known is not None else None
    now = deps.clock.now()

    def decide(current: Need) -> Change[Need]:
        after = confirm(current, command.choice_id, now)
        choice = after.choice(command.choice_id)
        if after == current or choice is None or mentor is None:
            return Change(after)
        return Change(after, _events(command.need_id, after, choice, mentor))

    stored = await deps.mentor_needs.change(command.need_id, decide, cause, expected_version=command.expected_version)
    await follow_assignment(FollowAssignment(command.need_id, command.choice_id), deps, cause)
    return stored


async def _check_team(need: Need, deps: Deps) -> None:
    if need.subject_kind is SubjectKind.MINI_ENTERPRISE:
        team = (await deps.mini_enterprises.get(need.subject_id)).state
        if team.status in OVER:
            raise RuleError("", "team-over", f"the team is {team.status}: close the need instead")


def _events(need_id: str, need: Need, choice: Choice, mentor: Mentor) -> tuple[MentorAssigned, MentorIntroduced]:
    ids = {
        "need_id": need_id,
        "choice_id": choice.id,
        "mentor_id": choice.mentor_id,
        "programme_id": need.programme_id,
        "kind": need.subject_kind.value,
        "subject_id": need.subject_id,
    }
    introduced = MentorIntroduced(
        **ids,
        subject_label=need.label,
        establishment_name=need.establishment_name,
        slot_text=need.slot.french() if need.slot else "",
        mentor_name=mentor.name,
        mentor_email=mentor.email or "",
        mentor_phone=mentor.phone,
        teacher_name=need.teacher_name,
        teacher_email=need.teacher_email,
    )
    return MentorAssigned(**ids), introduced
