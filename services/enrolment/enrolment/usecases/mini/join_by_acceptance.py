"""An accepted dossier joins its programme's team by itself when there is exactly one: nobody guesses between two."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.domain.errors import DomainError
from enrolment.domain.mini.enterprise import FORMING
from enrolment.usecases.mini.join_team import JoinTeam, join_team
from essaim.kit.cause import Cause
from essaim.kit.store.port import In, Where


@dataclass(frozen=True)
class JoinByAcceptance:
    """Which dossier."""

    application_id: str


async def join_by_acceptance(command: JoinByAcceptance, deps: Deps, cause: Cause) -> None:
    """Nothing when the format refuses the person (MINI-01), or somebody put them elsewhere: the office adds by hand."""
    application = (await deps.applications.get(command.application_id)).state
    if application.scheme != "mini_entreprise" or application.status is not Status.ACCEPTED:
        return
    where: Where = {"programme_id": application.programme_id, "status": In(tuple(one.value for one in FORMING))}
    teams = await deps.mini_enterprises.all(where)
    if len(teams) != 1:
        return
    try:
        await join_team(JoinTeam(teams[0].id, (command.application_id,)), deps, cause)
    except DomainError:
        return
