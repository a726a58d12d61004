"""When something happens, and who does it: from the clock and the cause."""

from enrolment.deps import Deps
from enrolment.domain.applications.dossier import Moment
from essaim.kit.cause import Cause


def moment_of(deps: Deps, cause: Cause) -> Moment:
    """Now, by whoever is behind the cause."""
    return Moment(deps.clock.now(), cause.actor, deps.clock.today())
