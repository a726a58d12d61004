"""A deployment has erased its part. The request closes with the last one that has to answer."""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.privacy.answering import Answerer
from enrolment.domain.privacy.erasure import Answer, ErasureRequest, Status, all_kept, answered
from essaim.contracts.enrolment import ErasureClosed
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class ReceiveErasureAnswer:
    """Who answered is told by the envelope, which the broker vouches for."""

    erasure_id: str
    answerer: Answerer
    kept: tuple[str, ...]
    kept_until: date | None


async def receive_erasure_answer(command: ReceiveErasureAnswer, deps: Deps, cause: Cause) -> None:
    """An answer to another deployment's request is not ours."""
    expected, today = deps.settings.answering_deployments, deps.clock.today()
    answer = Answer(command.kept, command.kept_until, today)

    def decide(request: ErasureRequest) -> Change[ErasureRequest]:
        after = answered(request, command.answerer, answer, expected, today)
        if request.status is Status.CLOSED or after.status is not Status.CLOSED or after.outcome is None:
            return Change(after)
        told = ErasureClosed(
            erasure_id=command.erasure_id,
            person_id=after.person_id,
            outcome=after.outcome.value,
            kept=list(all_kept(after)),
        )
        return Change(after, (told,))

    try:
        await deps.erasures.change(command.erasure_id, decide, cause)
    except NotFoundError:
        return
