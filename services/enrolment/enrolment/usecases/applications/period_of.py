"""When a programme takes dossiers, and which committee reads one.

A draft may be sent until the programme's last day; without one, until the last application date of the last committee that is
planned. What was sent is changed until the last application date of the committee that reads it: then its members read it.
"""

from datetime import date, datetime, timedelta

from enrolment.deps import Deps
from enrolment.domain.applications.closing_date import PARIS, Period
from enrolment.domain.committees.committee import Committee, Status
from enrolment.domain.programmes.programme import Programme
from essaim.kit.store.port import Order

A_YEAR = timedelta(days=365)


async def period_of(programme_id: str, programme: Programme, sent_at: datetime | None, deps: Deps) -> Period:
    """For a dossier that was sent then, or for a draft. Committees at another deployment are not known here."""
    today = deps.clock.today()
    parameters = programme.parameters_on(today)
    committees = await _committees(programme_id, programme, today, deps)
    day = sent_at.astimezone(PARIS).date() if sent_at else today
    own = next((one for one in committees if one.last_application_on >= day), None)
    last_on = parameters.last_application_on
    if sent_at is not None and own is not None:
        last_on = min(last_on or own.last_application_on, own.last_application_on)
    elif sent_at is None and last_on is None and committees:
        last_on = committees[-1].last_application_on
    committee_on = own.held_at.astimezone(PARIS).date() if own else None
    return Period(parameters.opens_on, last_on, committee_on)


async def _committees(programme_id: str, programme: Programme, today: date, deps: Deps) -> list[Committee]:
    """Those of the first decider who decides by committee, by their last application date."""
    decider = next((one for one in programme.parameters_on(today).deciders if one.by_committee), None)
    if decider is None:
        return []
    where = {"partner": decider.partner, "decider": decider.key}
    found = await deps.committees.all(where, order_by=(Order("last_application_on"),))
    return [
        one.state
        for one in found
        if one.state.status is not Status.CANCELLED
        and one.state.scheme == programme.scheme
        and (not one.state.programme_ids or programme_id in one.state.programme_ids)
        and _of_the_year(one.state, programme)
    ]


def _of_the_year(committee: Committee, programme: Programme) -> bool:
    """Committees of other school years, which carry the same decider's key, are not this one's: from a year before its start."""
    day = committee.held_at.astimezone(PARIS).date()
    return programme.starts_on - A_YEAR <= day <= programme.ends_on
