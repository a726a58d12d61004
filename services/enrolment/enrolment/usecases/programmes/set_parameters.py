"""Give a programme a new dated set of parameters, or correct one. Places that come with it go to those who wait for one."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.domain.programmes.dating import Recording, places_changed_lately, record
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.store.port import In, Range

_SENT = tuple(str(one) for one in Status if one is not Status.DRAFT)


@dataclass(frozen=True)
class SetParameters:
    """The set, and the version of the programme that its author read, if they say it."""

    programme_id: str
    parameters: Parameters
    expected_version: int | None = None


async def set_parameters(command: SetParameters, deps: Deps, cause: Cause) -> Stored[Programme]:
    """The programme with its history. Refused when dossiers were sent since that day, unless it is a correction that says why.

    The dossiers are counted before the write: one that is sent in that very instant is not.
    """
    given, today = command.parameters, deps.clock.today()
    sent = 0
    if given.valid_from <= today:
        sent = await deps.applications.count(
            {
                "programme_id": command.programme_id,
                "status": In(_SENT),
                "submitted_on": Range(ge=given.valid_from.isoformat()),
            }
        )
    recording = Recording(today, cause.actor, sent)
    stored = await deps.programmes.change(
        command.programme_id,
        lambda state: Change(record(state, given, recording)),
        cause,
        expected_version=command.expected_version,
    )
    if places_changed_lately(stored.state, today):
        await fill_places(FillPlaces(command.programme_id), deps, cause)
    return stored
