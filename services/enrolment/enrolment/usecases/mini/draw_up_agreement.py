"""Draw up the agreement between the school and EPA, in the text of today."""

from dataclasses import dataclass, replace
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import require_status
from enrolment.domain.mini.agreement import Agreement, Signatory, check_agreement, text_on
from enrolment.domain.mini.enterprise import MiniEnterprise, Status, with_line
from enrolment.domain.mini.formats import format_rules
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.french import french_date


@dataclass(frozen=True)
class DrawUpAgreement:
    """Its period, and who signs."""

    enterprise_id: str
    starts_on: date
    ends_on: date
    school: Signatory
    epa: Signatory
    expected_version: int | None = None


async def draw_up_agreement(command: DrawUpAgreement, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """Any time before both have signed; a changed text has to be signed again, and scans of the old one go from it."""
    team = (await deps.mini_enterprises.get(command.enterprise_id)).state
    programme = (await deps.programmes.get(team.programme_id)).state
    moment = moment_of(deps, cause)

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        require_status("mini-enterprise", state.status, (Status.CREATED,), "draw up its agreement")
        agreement = _agreement(command, state, programme.formation, moment.on)
        check_agreement(agreement, state.school_year, state.starts_on, state.ends_on)
        if state.agreement is not None:
            kept = replace(state.agreement, signatures=(), scans=(), drawn_on=moment.on)
            if kept == agreement:
                return None
        return Change(with_line(replace(state, agreement=agreement), moment, "agreement-drawn-up", agreement.version))

    return await deps.mini_enterprises.change(
        command.enterprise_id, decide, cause, expected_version=command.expected_version
    )


def _agreement(command: DrawUpAgreement, team: MiniEnterprise, programme: str, today: date) -> Agreement:
    hours = f"Le temps prévu est de {team.planned_hours} heures." if team.planned_hours else ""
    words = {
        "school": command.school.organisation,
        "epa": command.epa.organisation,
        "format": format_rules(team.format, team.starts_on).label,
        "team": team.name,
        "programme": programme,
        "starts_on": french_date(command.starts_on),
        "ends_on": french_date(command.ends_on),
        "hours": hours,
    }
    version, articles = text_on(today, sells=team.sells, words=words)
    return Agreement(version, today, command.starts_on, command.ends_on, command.school, command.epa, articles)
