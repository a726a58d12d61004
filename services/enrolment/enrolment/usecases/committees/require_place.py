"""Take a place for a dossier that one person accepts, or say why it cannot be: all are taken, or others wait before it."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import Problem, RuleError
from enrolment.usecases.committees.count_places import Places
from enrolment.usecases.committees.take_place import TakePlace, take_place
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RequirePlace:
    """Of which programme, for which dossier; ``field`` is the one in which the acceptance was given, ``wait`` the request that
    puts the dossier on the waiting list instead, if there is one."""

    programme_id: str
    application_id: str
    field: str
    wait: str | None = None


async def require_place(command: RequirePlace, deps: Deps, cause: Cause) -> None:
    """RuleError without one. What was taken is ended by ``settle_place``, whatever comes of it."""
    taking = TakePlace(command.programme_id, command.application_id, in_turn=True)
    taken = await take_place(taking, deps, cause)
    if taken.granted or taken.places is None:
        return
    raise _waited_for(command, taken.places) if taken.places.free else _none_left(command, taken.places)


def _none_left(command: RequirePlace, found: Places) -> RuleError:
    accepted, offered = len(found.accepted), len(found.book.standing)
    detail = (
        f"the programme has {_places(found.limit)}, and none is left: {accepted} accepted, {offered} offered to the waiting "
        f"list; {_wait(command)}give it more places with PUT /v1/programmes/{command.programme_id}/parameters: the set in force "
        "with more places, and why in correction where dossiers were sent under it"
    )
    problem = Problem(
        command.field, "is accept", "wait or refuse; accept once a place is free, or there are more of them"
    )
    return RuleError("", "no-place-left", detail, problem)


def _waited_for(command: RequirePlace, found: Places) -> RuleError:
    free = "1 place is free" if found.free == 1 else f"{found.free} places are free"
    detail = (
        f"{free}, for those of the waiting list who come before this dossier; give them theirs with "
        f"POST /v1/programmes/{command.programme_id}/waiting-list/filling, then accept it if a place is left; or {_wait(command)}"
        f"give the programme more places with PUT /v1/programmes/{command.programme_id}/parameters"
    )
    problem = Problem(command.field, "is accept", "wait or refuse; accept when it is this dossier's turn")
    return RuleError("", "places-waited-for", detail, problem)


def _places(limit: int | None) -> str:
    return "1 place" if limit == 1 else f"{limit} places"


def _wait(command: RequirePlace) -> str:
    return f"put the dossier on the waiting list with {command.wait}, or " if command.wait else ""
