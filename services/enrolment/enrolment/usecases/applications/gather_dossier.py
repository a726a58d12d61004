"""A dossier with all that decides what is asked of it: its person, its programme, its form, the documents and the last day."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.applications.closing_date import PARIS, Period
from enrolment.domain.applications.completeness import Asked
from enrolment.domain.applications.form import form_on
from enrolment.domain.programmes.parameters import Parameters
from enrolment.usecases.applications.period_of import period_of
from essaim.kit.aggregate import Stored


@dataclass(frozen=True)
class Gathered:
    """All of it, as it is now."""

    stored: Stored[Application]
    asked: Asked
    parameters: Parameters
    period: Period

    def with_state(self, application: Application) -> Asked:
        """What would be asked of the dossier if this were its state."""
        return replace(self.asked, application=application)


async def gather_dossier(application_id: str, deps: Deps) -> Gathered:
    """NotFoundError when there is no such dossier. One from paper has the form that is in force today."""
    stored = await deps.applications.get(application_id)
    programme = (await deps.programmes.get(stored.state.programme_id)).state
    person = (await deps.persons.get(stored.state.person_id)).state
    today = deps.clock.today()
    sent_at = stored.state.sent_at
    # What is asked of a dossier that was sent is what was asked on that day.
    parameters = programme.parameters_on(sent_at.astimezone(PARIS).date() if sent_at else today)
    form = form_on(stored.state.scheme, stored.state.form_version or today)
    asked = Asked(stored.state, person, programme, form, parameters.documents)
    period = await period_of(stored.state.programme_id, programme, sent_at, deps)
    return Gathered(stored, asked, parameters, period)
