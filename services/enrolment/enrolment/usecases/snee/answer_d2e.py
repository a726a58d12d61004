"""The committee's answer about the diploma, when it was not part of the decision on the dossier."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.d2e import D2e, answer
from enrolment.domain.snee.status import SneeStatus
from enrolment.usecases.snee.change_d2e import ChangeD2e, change_d2e
from enrolment.usecases.snee.d2e_of import d2e_of
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AnswerD2e:
    """Authorised or not."""

    status_id: str
    authorised: bool
    expected_version: int | None = None


async def answer_d2e(command: AnswerD2e, deps: Deps, cause: Cause) -> Stored[SneeStatus]:
    """AUTHORISED or REFUSED; for a graduate only the first is possible (SNEE-04)."""
    today = deps.clock.today()

    def step(state: SneeStatus) -> D2e:
        return answer(d2e_of(state), authorised=command.authorised, on=today)

    return await change_d2e(ChangeD2e(command.status_id, step, command.expected_version), deps, cause)
