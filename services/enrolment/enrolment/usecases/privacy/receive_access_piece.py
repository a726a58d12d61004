"""One piece of what another service holds of a person. Its content is kept first, then that it is here."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.persons.person import Standing
from enrolment.domain.privacy.access import AccessPiece, AccessRequest, with_piece
from enrolment.domain.privacy.answering import Answerer
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class ReceiveAccessPiece:
    """Who answered is told by the envelope, which the broker vouches for."""

    request_id: str
    answerer: Answerer
    part: int
    parts: int
    piece: str


async def receive_access_piece(command: ReceiveAccessPiece, deps: Deps, cause: Cause) -> None:
    """Nothing of an answer is kept that nobody here asked for, or that is about somebody else."""
    try:
        request = (await deps.accesses.get(command.request_id)).state
    except NotFoundError:
        return
    answerer = command.answerer
    person = (await deps.persons.get(request.person_id)).state
    if answerer.person_id != request.person_id or person.standing in (Standing.ERASED, Standing.RESTRICTED):
        return
    piece = AccessPiece(command.request_id, answerer.person_id, answerer.key, command.part, command.piece)
    id_ = derived_id(command.request_id, f"{answerer.key} {command.part}")
    await deps.access_pieces.put(id_, lambda known: None if known else Change(piece), cause)
    expected, today = deps.settings.answering_deployments, deps.clock.today()

    def decide(known: AccessRequest) -> Change[AccessRequest]:
        return Change(with_piece(known, answerer, command.part, command.parts, expected, today))

    await deps.accesses.change(command.request_id, decide, cause)
