"""Settle the movements that were matched and that a crash left without their entries."""

import logging

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.usecases.bank.settle_movement import SettleMovement, settle_movement
from essaim.kit.cause import fresh_cause

log = logging.getLogger(__name__)


async def complete_settlements(deps: Deps) -> None:
    """What is marked is settled; one that a rule refuses is open again, and says why."""
    for stored in await deps.bank_movements.all({"to_settle": True}):
        try:
            await settle_movement(SettleMovement(stored.id), deps, fresh_cause("complete-settlements"))
        except RuleError as error:
            log.warning("the movement %s is open again: %s", stored.id, error.detail)
