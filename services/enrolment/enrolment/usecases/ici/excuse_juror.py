"""A member of a jury did not come: nobody waits for their grids."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.ici.jury import Jury, excuse
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ExcuseJuror:
    """Who."""

    jury_id: str
    juror: str


async def excuse_juror(command: ExcuseJuror, deps: Deps, cause: Cause) -> Stored[Jury]:
    """Absent."""
    return await deps.ici_juries.change(command.jury_id, lambda state: Change(excuse(state, command.juror)), cause)
