"""The accountant says that a movement needs no entry, and why."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bank.movement import BankMovement, ignore
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class IgnoreMovement:
    """Which movement, and why."""

    movement_id: str
    reason: str


async def ignore_movement(
    command: IgnoreMovement, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[BankMovement]:
    """The movement, IGNORED. RuleError when it settles something."""
    at = deps.clock.now()
    return await deps.bank_movements.change(
        command.movement_id,
        lambda one: Change(ignore(one, command.reason, at, cause.actor)),
        cause,
        expected_version=expected_version,
    )
