"""Say what mentor a team or a student looks for; what the need does not say is taken from the team and its school."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.mini.enterprise import require_running
from enrolment.domain.network.mentor import Format
from enrolment.domain.network.need import Need, NeedStatus, SubjectKind, edited, need_problems
from enrolment.usecases.network.need_id import need_id
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class StateNeed:
    """``need`` as its author gave it; programme, coordinator and dates are the subject's."""

    need: Need
    expected_version: int | None = None
    only_of: str | None = None
    """The teacher who may change a need that exists: their own only."""
    only_at: str | None = None
    """The author's partner: what another partner coordinates is not there for an office, and no teacher begins a need there."""


async def state_need(command: StateNeed, deps: Deps, cause: Cause) -> Stored[Need]:
    """OPEN. The same again changes nothing. InputError with everything that is wrong, RuleError while a mentor is asked."""
    completed = await _completed(command.need, deps)
    elsewhere = command.only_at not in (None, completed.coordinator)
    if elsewhere and command.only_of is None:
        raise InputError(_unknown(completed))
    problems = tuple(need_problems(completed))
    if problems:
        raise InputError(*problems)

    def decide(known: Need | None) -> Change[Need]:
        own = known is not None and known.teacher_id == command.only_of
        if elsewhere and not own:
            raise InputError(_unknown(completed))
        if known is None:
            return Change(completed)
        if command.only_of is not None and not own:
            raise RuleError("", "need-known", "there is a need already, which somebody else looks after")
        if known.status is NeedStatus.OPEN and replace(completed, choices=known.choices) == known:
            return Change(known)
        return Change(edited(known, completed))

    id_ = need_id(completed.subject_kind, completed.subject_id)
    if command.expected_version is not None:
        return await deps.mentor_needs.change(id_, decide, cause, expected_version=command.expected_version)
    return await deps.mentor_needs.put(id_, decide, cause) or await deps.mentor_needs.get(id_)


async def _completed(need: Need, deps: Deps) -> Need:
    try:
        found = (
            await _of_team(need, deps)
            if need.subject_kind is SubjectKind.MINI_ENTERPRISE
            else await _of_status(need, deps)
        )
        programme = (await deps.programmes.get(found.programme_id)).state
    except NotFoundError:
        raise InputError(_unknown(need)) from None
    id_, name, city = programme.establishment_id, programme.establishment, found.city
    if id_ is not None and not city:
        try:
            city = (await deps.establishments.get(id_)).state.city
        except NotFoundError:
            city = ""
    return replace(
        found,
        coordinator=programme.coordinator,
        scheme=programme.scheme,
        establishment_id=found.establishment_id or id_,
        establishment_name=found.establishment_name or name,
        city=city,
    )


def _unknown(need: Need) -> Problem:
    return Problem("subject_id", f"is no {need.subject_kind} here", "the id of one")


async def _of_team(need: Need, deps: Deps) -> Need:
    team = (await deps.mini_enterprises.get(need.subject_id)).state
    require_running(team, "look for a mentor")
    return replace(
        need,
        programme_id=team.programme_id,
        label=need.label or team.name,
        format=need.format or Format(team.format.value),
        starts_on=need.starts_on or team.starts_on,
        ends_on=need.ends_on or team.ends_on,
    )


async def _of_status(need: Need, deps: Deps) -> Need:
    status = (await deps.snee_statuses.get(need.subject_id)).state
    return replace(
        need,
        programme_id=status.programme_id,
        label=need.label or "Un projet d’étudiant-entrepreneur",
        format=need.format or Format.SNEE,
        person_id=status.person_id,
        starts_on=need.starts_on or status.starts_on,
        ends_on=need.ends_on or status.ends_on,
    )
