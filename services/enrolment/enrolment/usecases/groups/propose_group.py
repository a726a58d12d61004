"""Propose a group: screen its activity, reserve its members' applications, then write the group with its events.

The reservations come first, each in its application, so that two groups never count on the same person, then the screening with
what it relied on, so that no group is without one. Those that a crash leaves behind name a group that does not exist: the next
proposal takes the reservations over.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, reserve
from enrolment.domain.errors import RuleError
from enrolment.domain.groups.group import Group, Proposal, check_size, code_of, propose
from enrolment.domain.programmes.programme import Programme
from enrolment.domain.screening.runs import PlannedActivity
from enrolment.domain.screening.screening import Screening, screen
from enrolment.usecases.groups.tell_group_name import tell_group_name
from enrolment.usecases.screening.find_lists import find_lists
from enrolment.usecases.screening.find_threshold import find_threshold
from enrolment.usecases.screening.screen_group import ScreenGroup, screen_group
from essaim.contracts.enrolment import GroupNamed, GroupProposed
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError, FieldProblem, InvalidError, NotFoundError


@dataclass(frozen=True)
class ProposeGroup:
    """The proposal, and the applications of its members in the order of their numbers."""

    programme: Stored[Programme]
    proposal: Proposal
    applications: Sequence[Stored[Application]]


async def propose_group(command: ProposeGroup, deps: Deps, cause: Cause) -> Stored[Group]:
    """PROPOSED; refused by CAE-10, for a member who is not accepted or in another group, and for a name in use."""
    today = deps.clock.today()
    programme, proposal = command.programme.state.sized_on(today), command.proposal
    group_id = cause.new_id("group")
    screening = await _screen(proposal, programme, deps)
    _check_programme(command)
    check_size(len(command.applications), programme)
    await _check_name(command, group_id, deps)
    group = propose(
        proposal,
        programme,
        screening,
        programme_id=command.programme.id,
        applicants=[(one.id, one.state.person_id) for one in command.applications],
        today=today,
    )
    abandoned = await _reservable(command.applications, group_id, deps)
    for application in command.applications:
        await _reserve(application.id, group_id, abandoned.get(application.id), deps, cause)
    await screen_group(_screening_of(group_id, group), deps, cause)
    try:
        return await deps.groups.add(group_id, group, cause, events=_events(group_id, group))
    except ConflictError as error:
        raise _name_taken(group.code) from error


async def _screen(proposal: Proposal, programme: Programme, deps: Deps) -> Screening:
    today = deps.clock.today()
    threshold = await find_threshold(programme.carrier, today, deps)
    return screen(
        proposal.activity_code,
        proposal.planned_investment_cents,
        proof=proposal.proof_of_qualification,
        threshold_cents=threshold.amount_cents,
        on=today,
        entries=[one.entry for one in await find_lists(programme.carrier, deps)],
    )


def _screening_of(group_id: str, group: Group) -> ScreenGroup:
    activity = PlannedActivity(
        group.activity_code, group.activity_label, group.planned_investment_cents, group.proof_of_qualification
    )
    return ScreenGroup(group_id, group.programme_id, group.scheme, group.coordinator, group.carrier, activity)


def _check_programme(command: ProposeGroup) -> None:
    problems = tuple(
        FieldProblem(f"application_ids.{index}", "is of another programme", f"applications to {command.programme.id}")
        for index, one in enumerate(command.applications)
        if one.state.programme_id != command.programme.id
    )
    if problems:
        raise InvalidError("invalid-request", "an application is of another programme", fields=problems)


async def _check_name(command: ProposeGroup, group_id: str, deps: Deps) -> None:
    code = code_of(command.proposal.name)
    namesake = await deps.groups.find_one({"programme_id": command.programme.id, "code": code})
    if namesake is not None and namesake.id != group_id:
        raise _name_taken(code)


def _name_taken(code: str) -> RuleError:
    return RuleError("", "group-name-taken", f"a group of this programme has the code {code} already")


async def _reservable(applications: Sequence[Stored[Application]], group_id: str, deps: Deps) -> dict[str, str]:
    """The reservations to take over, by application, after all have been checked: nothing is reserved for a refusal."""
    abandoned = {}
    for one in applications:
        held_by = one.state.group_id
        if held_by is not None and held_by != group_id and not await _exists(held_by, deps):
            abandoned[one.id] = held_by
        reserve(one.state, group_id, abandoned=abandoned.get(one.id))
    return abandoned


async def _exists(group_id: str, deps: Deps) -> bool:
    try:
        await deps.groups.get(group_id)
    except NotFoundError:
        return False
    return True


async def _reserve(application_id: str, group_id: str, abandoned: str | None, deps: Deps, cause: Cause) -> None:
    def change(state: Application) -> Change[Application]:
        return Change(reserve(state, group_id, abandoned=abandoned))

    await deps.applications.change(application_id, change, cause)


def _events(group_id: str, group: Group) -> tuple[GroupProposed, GroupNamed]:
    proposed = GroupProposed(
        group_id=group_id,
        programme_id=group.programme_id,
        scheme=Scheme(group.scheme),
        school_year=group.school_year,
        group_code=group.code,
        activity_code=group.activity_code,
        coordinator=group.coordinator,
        carrier=group.carrier,
        member_count=len(group.members),
    )
    return proposed, tell_group_name(group_id, group)
