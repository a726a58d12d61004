"""Confirm a planned session: it has a place, and the coach who confirms it leads it."""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.errors import DomainError
from coaching.domain.session import Session, confirmed
from coaching.usecases.book_trainer import BookTrainer, book_trainer
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError


@dataclass(frozen=True)
class ConfirmSession:
    """Where, and who leads it."""

    session_id: str
    place: str
    trainer_id: str
    expected_version: int | None = None


async def confirm_session(command: ConfirmSession, deps: Deps, cause: Cause) -> Stored[Session]:
    """PLANNED → CONFIRMED. RuleError when the trainer is elsewhere at that time, or the session is in another state."""

    def decide(session: Session) -> Change[Session]:
        return Change(confirmed(session, command.place, command.trainer_id))

    current = (await deps.sessions.get(command.session_id)).state
    decide(current)
    await book_trainer(BookTrainer(command.session_id, command.trainer_id), current, deps, cause)
    try:
        return await deps.sessions.change(command.session_id, decide, cause, expected_version=command.expected_version)
    except (DomainError, ConflictError):
        # Somebody else was faster: the time is given back, unless it is this trainer's after all.
        now = (await deps.sessions.get(command.session_id)).state
        if now.trainer_id != command.trainer_id:
            await book_trainer(BookTrainer(command.session_id, command.trainer_id, release=True), current, deps, cause)
        raise
