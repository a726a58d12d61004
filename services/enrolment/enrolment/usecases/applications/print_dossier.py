"""The PDF of a dossier, as it is now."""

from enrolment.deps import Deps
from enrolment.documents.dossier_pdf import PrintedDossier, render_dossier
from enrolment.usecases.applications.gather_dossier import gather_dossier


async def print_dossier(application_id: str, deps: Deps) -> bytes:
    """For whoever may read the dossier. NotFoundError when there is none."""
    gathered = await gather_dossier(application_id, deps)
    coordinator = gathered.stored.state.coordinator
    printed = PrintedDossier(
        asked=gathered.asked,
        office=deps.settings.organisation_names.get(coordinator, coordinator),
        printed_at=deps.clock.now(),
        committee_on=gathered.period.committee_on,
    )
    return await deps.aside.run(render_dossier, printed)
