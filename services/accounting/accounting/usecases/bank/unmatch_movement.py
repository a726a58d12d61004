"""The accountant takes back what only pointed at lines of the books, or that a movement was ignored; it stays traced."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.bank.movement import BankMovement, unmatch
from accounting.domain.bank.pointing import Pointing
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class UnmatchMovement:
    """Which movement, and why."""

    movement_id: str
    reason: str


async def unmatch_movement(
    command: UnmatchMovement, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[BankMovement]:
    """The movement, UNMATCHED. RuleError when the match made entries. Run again, it frees what a crash left pointed."""
    at = deps.clock.now()
    stored = await deps.bank_movements.change(
        command.movement_id,
        lambda one: Change(unmatch(one, command.reason, at, cause.actor)),
        cause,
        expected_version=expected_version,
    )
    for one in await deps.bank_pointings.all({"movement_id": command.movement_id}):
        await deps.bank_pointings.change(one.id, lambda known: _freed(known, command.movement_id), cause)
    return stored


def _freed(known: Pointing, movement_id: str) -> Change[Pointing] | None:
    if known.movement_id != movement_id:
        return None
    return Change(replace(known, movement_id=None, booked_on=None))
