"""Begin a dossier, or find the one that was begun: one person has one per scheme and school year (SNEE-03)."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import WITHDRAWABLE, Application, Status
from enrolment.domain.applications.dossier import Moment, begin_again, draft
from enrolment.domain.applications.form import form_on
from enrolment.domain.applications.team import join
from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.persons.person import require_active
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.applications.find_invitation import find_invitation
from enrolment.usecases.applications.join_team import JoinTeam, join_team
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import DuplicateError
from essaim.kit.store.port import In, Where


@dataclass(frozen=True)
class OpenDraft:
    """Who applies to which programme. ``by_office`` is whether the programme's own people do it for somebody."""

    programme: Stored[Programme]
    person_id: str
    by_office: bool = False
    invitation_id: str | None = None
    prefilled: Application | None = None


async def open_draft(command: OpenDraft, deps: Deps, cause: Cause) -> Stored[Application]:
    """The same dossier however often it is asked for; a withdrawn one is a draft again with all it said."""
    await _require_person(command.person_id, deps)
    programme_id, programme = command.programme.id, command.programme.state
    application_id = derived_id(programme_id, f"application {command.person_id}")
    joining = None
    if command.invitation_id:
        # Nobody begins a dossier by a link that leads nowhere.
        invitation = await find_invitation(command.invitation_id, deps)
        joining = JoinTeam(invitation.id, application_id, command.person_id, programme_id)
        join(
            invitation.state,
            person_id=joining.person_id,
            application_id=application_id,
            programme_id=programme_id,
        )
    await _require_none_beside(application_id, command, deps)
    moment = Moment(deps.clock.now(), cause.actor, deps.clock.today())
    new = command.prefilled or draft(
        programme,
        programme_id=programme_id,
        person_id=command.person_id,
        form_version=form_on(programme.scheme, moment.on).valid_from,
        moment=moment,
    )

    def begin(known: Application | None) -> Change[Application] | None:
        if known is None:
            return Change(new)
        if known.status not in (Status.WITHDRAWN, Status.REFUSED):
            return None
        begun = begin_again(known, moment, by_office=command.by_office)
        return Change(begun if begun.form_version else replace(begun, form_version=new.form_version))

    try:
        stored = await deps.applications.put(application_id, begin, cause)
    except DuplicateError as error:
        raise _another(programme) from error
    if joining:
        return await join_team(joining, deps, cause)
    return stored or await deps.applications.get(application_id)


async def _require_person(person_id: str, deps: Deps) -> None:
    try:
        person = (await deps.persons.get(person_id)).state
    except NotFoundError as error:
        detail = "nobody is registered under this id; register first, then begin the dossier"
        raise RuleError("", "person-unknown", detail, Problem("person_id", "is not registered", "a person")) from error
    require_active(person, "begin a dossier for")


async def _require_none_beside(application_id: str, command: OpenDraft, deps: Deps) -> None:
    """Those from paper count as well. The store's unique key decides when two are begun in the same instant."""
    programme = command.programme.state
    where: Where = {
        "person_id": command.person_id,
        "scheme": programme.scheme,
        "school_year": programme.school_year,
        "status": In(tuple(one.value for one in WITHDRAWABLE)),
    }
    page = await deps.applications.find(where, limit=2)
    other = next((one for one in page.items if one.id != application_id), None)
    if other is not None:
        raise _another(programme, other.id)


def _another(programme: Programme, other_id: str = "") -> RuleError:
    rule = "SNEE-03" if programme.scheme == "snee" else ""
    return RuleError(
        rule,
        "one-dossier-a-year",
        f"one person has one dossier per scheme and school year; withdraw the other one of {programme.school_year} first,"
        " or ask for its transfer",
        Problem("programme_id", f"there is the dossier {other_id}" if other_id else "there is a dossier", "that one"),
    )
