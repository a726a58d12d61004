"""Screen the planned activity of a dossier, the same again when none is given: the lists may have changed."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.domain.errors import Problem, RuleError, require_status
from enrolment.domain.screening.runs import ActivityScreening, PlannedActivity
from enrolment.usecases.screening.keep_run import KeepRun, keep_run
from enrolment.usecases.screening.screen_activity import ScreenActivity, screen_activity
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id

_OPEN = tuple(one for one in Status if one not in (Status.REFUSED, Status.WITHDRAWN))


@dataclass(frozen=True)
class ScreenApplication:
    """Whose activity, and which; None is the activity of the last screening."""

    application_id: str
    activity: PlannedActivity | None = None


async def screen_application(command: ScreenApplication, deps: Deps, cause: Cause) -> Stored[ActivityScreening]:
    """The screening with its history. Nothing is refused here: what the lists say is the outcome."""
    application = (await deps.applications.get(command.application_id)).state
    require_status("application", application.status, _OPEN, "screen its activity")
    programme = (await deps.programmes.get(application.programme_id)).state
    activity = command.activity or await _last(command.application_id, deps)
    run = await screen_activity(ScreenActivity(activity, programme.carrier, cause.actor), deps)
    empty = ActivityScreening(
        programme_id=application.programme_id,
        scheme=application.scheme,
        coordinator=application.coordinator,
        carrier=programme.carrier,
        application_id=command.application_id,
        person_id=application.person_id,
    )
    return await keep_run(KeepRun(run, empty), deps, cause)


async def _last(application_id: str, deps: Deps) -> PlannedActivity:
    try:
        last = (await deps.screenings.get(derived_id(application_id, "screening"))).state.last
    except NotFoundError:
        last = None
    if last is None:
        problem = Problem("activity_code", "is missing", "the planned activity, the first time")
        raise RuleError("CAE-10", "no-activity", "no activity of this dossier was screened yet", problem)
    return last.activity
