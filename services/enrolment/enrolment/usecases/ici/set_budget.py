"""Say how much money a programme year has for the projects of its learners."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.ici.funding import Budget, set_amount
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetBudget:
    """In cents."""

    programme_id: str
    amount_cents: int


async def set_budget(command: SetBudget, deps: Deps, cause: Cause) -> Stored[Budget]:
    """Never less than what is granted."""
    programme = (await deps.programmes.get(command.programme_id)).state
    if programme.scheme != "ici":
        raise RuleError("", "programme-not-ici", f"this is a programme of {programme.scheme}")

    def decide(known: Budget | None) -> Change[Budget]:
        return Change(set_amount(known or Budget(programme.coordinator), command.amount_cents))

    stored = await deps.ici_budgets.put(command.programme_id, decide, cause)
    assert stored is not None
    return stored
