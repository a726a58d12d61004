"""Say who the local referent of some places is, and until when."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.referent import Referent, check_referent
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class PutReferent:
    """Under an id that its partner chooses, such as ``le-creusot``."""

    referent_id: str
    referent: Referent
    expected_version: int | None = None


async def put_referent(command: PutReferent, deps: Deps, cause: Cause) -> Stored[Referent]:
    """As it is told. NotFoundError for one of another coordinator under the same id."""
    check_referent(command.referent)

    def decide(known: Referent | None) -> Change[Referent]:
        if known is not None and known.coordinator != command.referent.coordinator:
            raise NotFoundError("not-found", "there is nothing here under this id")
        return Change(command.referent)

    if command.expected_version is not None:
        return await deps.snee_referents.change(
            command.referent_id, decide, cause, expected_version=command.expected_version
        )
    stored = await deps.snee_referents.put(command.referent_id, decide, cause)
    assert stored is not None
    return stored
