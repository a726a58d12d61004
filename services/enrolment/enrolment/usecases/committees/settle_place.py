"""End what an acceptance took in the place book: the dossier is accepted and counts as such, or it is not after all."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.domain.committees.waiting_list import PlaceBook, end_offer
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class SettlePlace:
    """Of which programme, for which dossier."""

    programme_id: str
    application_id: str


async def settle_place(command: SettlePlace, deps: Deps, cause: Cause) -> None:
    """Nothing when there is nothing in the book, or when it is another command's and the dossier is not accepted yet."""
    try:
        seen = (await deps.place_books.get(command.programme_id)).state.offer(command.application_id)
    except NotFoundError:
        return
    if seen is None:
        return
    accepted = (await deps.applications.get(command.application_id)).state.status is Status.ACCEPTED
    if not accepted and (seen.taken_at is None or seen.taken_by != cause.command_id):
        return

    def decide(state: PlaceBook) -> Change[PlaceBook] | None:
        return Change(end_offer(state, command.application_id)) if state.offer(command.application_id) == seen else None

    plain = Cause(cause.command_id, cause.correlation_id, cause.actor)
    await deps.place_books.change(command.programme_id, decide, plain)
