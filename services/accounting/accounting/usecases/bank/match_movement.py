"""The accountant says what a movement of the bank settles; the books follow, once."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bank.item import Item
from accounting.domain.bank.movement import BankMovement, match
from accounting.usecases.bank.check_items import CheckItems, check_items
from accounting.usecases.bank.settle_movement import SettleMovement, settle_movement
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class MatchMovement:
    """Which movement, and everything that it settles. An item whose amount is 0 is as large as it can be: what is left of
    the document, or of the movement."""

    movement_id: str
    items: tuple[Item, ...]


async def match_movement(
    command: MatchMovement, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[BankMovement]:
    """The movement, MATCHED, with everything in the books; a crash in between is mended by a job.

    RuleError when it is settled already, when a document is paid, or when the amounts differ by more than the rounding.
    InputError for an item that is not there. Then nothing is written.
    """
    movement = (await deps.bank_movements.get(command.movement_id)).state
    most, at = deps.settings.bank_rounding_cents, deps.clock.now()
    items = await check_items(CheckItems(movement, command.items), deps)
    await deps.bank_movements.change(
        command.movement_id,
        lambda one: Change(match(one, items, most, at, cause.actor)),
        cause,
        expected_version=expected_version,
    )
    return await settle_movement(SettleMovement(command.movement_id), deps, cause)
