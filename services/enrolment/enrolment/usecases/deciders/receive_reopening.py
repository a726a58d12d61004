"""The coordinator of a dossier lets a decider who works here answer again."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.deciders.review import Review, reopen
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import RefusedError


@dataclass(frozen=True)
class ReceiveReopening:
    """Which review, and how often it was reopened by now. ``home`` is whose deployment says so."""

    review_id: str
    number: int
    home: str


async def receive_reopening(command: ReceiveReopening, deps: Deps, cause: Cause) -> None:
    """OPEN again. RefusedError unless the dossier's own home says so."""
    line = Happening(deps.clock.now(), cause.actor, "reopened")

    def change(state: Review) -> Change[Review] | None:
        if state.home != command.home:
            raise RefusedError("foreign-review", f"the dossier of this review is not kept by {command.home}")
        opened = reopen(state, command.number, line)
        return None if opened is state else Change(opened)

    await deps.reviews.change(command.review_id, change, cause, effect="reopened")
