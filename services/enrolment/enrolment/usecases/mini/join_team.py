"""Members join a team: accepted dossiers of its programme, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.mini.enterprise import MiniEnterprise, Status as TeamStatus, require_running
from enrolment.domain.mini.formats import require_format
from enrolment.domain.mini.member import Member, with_line
from enrolment.usecases.mini.check_team import check_team
from enrolment.usecases.mini.member_id import member_id
from enrolment.usecases.mini.release_team import ReleaseTeam, release_team
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class JoinTeam:
    """Which dossiers, into which team."""

    enterprise_id: str
    application_ids: Sequence[str]


async def join_team(command: JoinTeam, deps: Deps, cause: Cause) -> list[Stored[Member]]:
    """One write per member, after all have been checked; saying it again completes what a crash left.

    MINI-01 refuses the whole, with how many do not fit. Who had left another team keeps their CV, and no interview of it.
    """
    team = (await deps.mini_enterprises.get(command.enterprise_id)).state
    require_running(team, "add members")
    found = await _dossiers(command, team, deps)
    joining = [one.person_id for one in found.values()]
    require_format(await check_team(command.enterprise_id, team, deps, joining=joining))
    joined = [await _join(command.enterprise_id, id_, one, deps, cause) for id_, one in found.items()]
    # It may have given up between the reading and the writing, and then nobody else would let them go.
    after = (await deps.mini_enterprises.get(command.enterprise_id)).state
    if after.status is TeamStatus.ABANDONED:
        await release_team(ReleaseTeam(command.enterprise_id), deps, cause)
    require_running(after, "add members")
    return joined


async def _join(
    enterprise_id: str, application_id: str, application: Application, deps: Deps, cause: Cause
) -> Stored[Member]:
    moment = moment_of(deps, cause)

    def decide(known: Member | None) -> Change[Member] | None:
        if known is not None and known.active:
            if known.enterprise_id != enterprise_id:
                raise RuleError("", "in-another-team", "this dossier joined another team meanwhile")
            return None
        joined = Member(
            enterprise_id=enterprise_id,
            application_id=application_id,
            person_id=application.person_id,
            programme_id=application.programme_id,
            coordinator=application.coordinator,
            joined_on=moment.on,
            cv_text=known.cv_text if known else "",
            letter_text=known.letter_text if known else "",
            files=known.files if known else (),
            history=known.history if known else (),
        )
        return Change(with_line(joined, moment, "joined", enterprise_id))

    stored = await deps.mini_members.put(member_id(application_id), decide, cause, effect="join")
    assert stored is not None
    return stored


async def _dossiers(command: JoinTeam, team: MiniEnterprise, deps: Deps) -> dict[str, Application]:
    """By id. InputError with everything that keeps one from joining."""
    problems, found = [], {}
    for place, id_ in enumerate(dict.fromkeys(command.application_ids)):
        field = f"application_ids.{place}"
        try:
            application = (await deps.applications.get(id_)).state
        except NotFoundError:
            problems.append(Problem(field, "is not known", "accepted dossiers of this programme"))
            continue
        if application.programme_id != team.programme_id:
            problems.append(Problem(field, "is of another programme", "accepted dossiers of this programme"))
        elif application.status is not Status.ACCEPTED:
            problems.append(Problem(field, f"is {application.status}", "an accepted dossier"))
        elif await _elsewhere(id_, command.enterprise_id, deps):
            problems.append(Problem(field, "is in another team", "a dossier without a team; it leaves that one first"))
        found[id_] = application
    if problems:
        raise InputError(*problems)
    return found


async def _elsewhere(application_id: str, enterprise_id: str, deps: Deps) -> bool:
    try:
        known = (await deps.mini_members.get(member_id(application_id))).state
    except NotFoundError:
        return False
    return known.active and known.enterprise_id != enterprise_id
