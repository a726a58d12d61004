"""Take a place for a dossier that one person accepts, or say why it cannot be: all are taken."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import Problem, RuleError
from enrolment.usecases.committees.take_place import TakePlace, take_place
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RequirePlace:
    """Of which programme, for which dossier; ``field`` is the one in which the acceptance was given."""

    programme_id: str
    application_id: str
    field: str


async def require_place(command: RequirePlace, deps: Deps, cause: Cause) -> None:
    """RuleError without one. What was taken is ended by ``settle_place``, whatever comes of it."""
    taken = await take_place(TakePlace(command.programme_id, command.application_id), deps, cause)
    if taken.granted or taken.places is None:
        return
    found = taken.places
    accepted, offered = len(found.accepted), len(found.book.standing)
    has = "1 place" if found.limit == 1 else f"{found.limit} places"
    detail = (
        f"the programme has {has}, and none is left: {accepted} accepted, {offered} offered to the waiting list; put the dossier "
        f"on the waiting list, or give it more places: PUT /v1/programmes/{command.programme_id}/parameters"
    )
    problem = Problem(
        command.field, "is accept", "wait or refuse; accept once a place is free, or there are more of them"
    )
    raise RuleError("", "no-place-left", detail, problem)
