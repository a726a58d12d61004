"""Cancel a session that is planned or confirmed, with a reason, and give the trainer's time back."""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.session import Session, cancelled
from coaching.usecases.book_trainer import BookTrainer, book_trainer
from essaim.contracts.coaching import SessionCancelled
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CancelSession:
    """Which, and why: a code, because the reason is published."""

    session_id: str
    reason: str
    expected_version: int | None = None


async def cancel_session(command: CancelSession, deps: Deps, cause: Cause) -> Stored[Session]:
    """PLANNED or CONFIRMED → CANCELLED."""

    def decide(session: Session) -> Change[Session]:
        event = SessionCancelled(session_id=command.session_id, group_id=session.group_id, reason=command.reason)
        return Change(cancelled(session, command.reason), (event,))

    stored = await deps.sessions.change(command.session_id, decide, cause, expected_version=command.expected_version)
    if stored.state.trainer_id is not None:
        release = BookTrainer(command.session_id, stored.state.trainer_id, release=True)
        await book_trainer(release, stored.state, deps, cause)
    return stored
