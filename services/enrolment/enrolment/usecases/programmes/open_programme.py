"""Open a programme for a school year, perhaps with parameters of its own or those of a preset."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.programmes.checking import check_parameters
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.presets import preset_parameters
from enrolment.domain.programmes.programme import Programme, check_programme
from enrolment.usecases.programmes.find_places import find_places
from enrolment.usecases.programmes.refuse_same_programme import refuse_same_programme
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import FieldProblem, InvalidError


@dataclass(frozen=True)
class OpenProgramme:
    """The programme to open. ``preset`` names parameters to copy; it and ``parameters`` exclude each other."""

    programme: Programme
    parameters: Parameters | None = None
    preset: str | None = None


async def open_programme(command: OpenProgramme, deps: Deps, cause: Cause) -> Stored[Programme]:
    """Only for schemes that this deployment serves, and for an establishment and a formation that it knows, if they are named."""
    programme = command.programme
    served = tuple(str(scheme) for scheme in deps.settings.schemes)
    if programme.scheme not in served:
        problem = FieldProblem("scheme", "is not served by this deployment", ", ".join(served))
        raise InvalidError("scheme-not-served", f"{problem.field} {problem.message}", fields=(problem,))
    problems = list(await find_places(programme, deps))
    if command.preset is not None and command.parameters is not None:
        problems.append(Problem("preset", "is given together with parameters", "one of the two"))
    try:
        check_programme(programme)
    except InputError as error:
        problems.extend(error.fields)
    if problems:
        raise InputError(*problems)
    given = _parameters(command, deps)
    if given is not None:
        check_parameters(given, programme, within="parameters.")
        recorded = replace(given, recorded_on=deps.clock.today(), recorded_by=cause.actor)
        programme = replace(programme, parameters=(recorded,))
    programme_id = cause.new_id("programme")
    await refuse_same_programme(programme_id, programme, deps)
    return await deps.programmes.add(programme_id, programme, cause)


def _parameters(command: OpenProgramme, deps: Deps) -> Parameters | None:
    if command.preset is None:
        return command.parameters
    programme = command.programme
    return preset_parameters(
        programme.scheme,
        command.preset,
        valid_from=deps.clock.today(),
        coordinator=programme.coordinator,
        carrier=programme.carrier,
    )
