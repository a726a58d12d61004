"""Open a programme for a school year."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.programmes.programme import Programme, check_programme
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import FieldProblem, InvalidError


@dataclass(frozen=True)
class OpenProgramme:
    """The programme to open."""

    programme: Programme


async def open_programme(command: OpenProgramme, deps: Deps, cause: Cause) -> Stored[Programme]:
    """Only for schemes that this deployment serves."""
    programme = command.programme
    served = tuple(str(scheme) for scheme in deps.settings.schemes)
    if programme.scheme not in served:
        problem = FieldProblem("scheme", "is not served by this deployment", ", ".join(served))
        raise InvalidError("scheme-not-served", f"{problem.field} {problem.message}", fields=(problem,))
    check_programme(programme)
    return await deps.programmes.add(cause.new_id("programme"), programme, cause)
