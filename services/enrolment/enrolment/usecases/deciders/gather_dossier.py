"""Read what the reviews of a dossier are made from: the application, its programme, its person, and their other applications."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.applications.form import Form, form_on
from enrolment.domain.deciders.asking import parameters_of
from enrolment.domain.deciders.visible import OTHERS, VisibleView, visible_view
from enrolment.domain.persons.person import Person
from enrolment.domain.programmes.decider import Decider
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.programme import Programme
from essaim.kit.aggregate import Stored


@dataclass(frozen=True)
class Dossier:
    """A dossier with all that its deciders may be shown of it."""

    application: Stored[Application]
    programme: Programme
    parameters: Parameters
    person: Person
    form: Form
    others: tuple[Application, ...]

    def view(self, decider: Decider) -> VisibleView:
        """What this decider sees."""
        return visible_view(
            self.application.state,
            self.person,
            decider,
            form=self.form,
            documents=self.parameters.documents,
            others=self.others,
        )

    def decider(self, key: str) -> Decider | None:
        """The programme's decider under this key, or None."""
        return next((one for one in self.parameters.deciders if one.key == key), None)


async def gather_dossier(application_id: str, deps: Deps) -> Dossier:
    """NotFoundError when there is no such application here."""
    stored = await deps.applications.get(application_id)
    application = stored.state
    programme = (await deps.programmes.get(application.programme_id)).state
    person = (await deps.persons.get(application.person_id)).state
    parameters = parameters_of(application, programme)
    form = form_on(application.scheme, application.form_version or application.submitted_on)
    asking = any(OTHERS in one.visible for one in parameters.deciders)
    others = await _others(stored, deps) if asking else ()
    return Dossier(stored, programme, parameters, person, form, others)


async def _others(stored: Stored[Application], deps: Deps) -> tuple[Application, ...]:
    found = await deps.applications.all({"person_id": stored.state.person_id})
    return tuple(
        one.state
        for one in found
        if one.id != stored.id
        and one.state.school_year == stored.state.school_year
        and one.state.status is not Status.DRAFT
    )
