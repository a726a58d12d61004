"""Hold a session: the coach signs as its trainer, and the list of those who have to sign or be excused is fixed."""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.errors import DomainError
from coaching.domain.session import Session, held
from coaching.usecases.book_trainer import BookTrainer, book_trainer
from essaim.contracts import coaching as wire
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError


@dataclass(frozen=True)
class HoldSession:
    """Which session, and who signs as trainer: a colleague may stand in for the one who confirmed it."""

    session_id: str
    trainer_id: str
    expected_version: int | None = None


async def hold_session(command: HoldSession, deps: Deps, cause: Cause) -> Stored[Session]:
    """CONFIRMED → HELD. RuleError when the trainer is elsewhere at that time, or it has not started."""
    before = (await deps.sessions.get(command.session_id)).state
    members = (await deps.groups.get(before.group_id)).state.person_ids
    now = deps.clock.now()

    def decide(session: Session) -> Change[Session]:
        event = wire.SessionHeld(
            session_id=command.session_id,
            group_id=session.group_id,
            kind=wire.SessionKind(session.kind.value),
            starts_at=session.starts_at,
            ends_at=session.ends_at,
        )
        return Change(held(session, command.trainer_id, members, now), (event,))

    decide(before)
    await book_trainer(BookTrainer(command.session_id, command.trainer_id), before, deps, cause)
    try:
        stored = await deps.sessions.change(
            command.session_id, decide, cause, expected_version=command.expected_version
        )
    except (DomainError, ConflictError):
        # Somebody else was faster: the time is given back, unless it is this trainer's after all.
        if (await deps.sessions.get(command.session_id)).state.trainer_id != command.trainer_id:
            await book_trainer(BookTrainer(command.session_id, command.trainer_id, release=True), before, deps, cause)
        raise
    if before.trainer_id is not None and before.trainer_id != command.trainer_id:
        await book_trainer(BookTrainer(command.session_id, before.trainer_id, release=True), before, deps, cause)
    return stored
