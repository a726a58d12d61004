"""A line of the books gets the movement of the bank that is behind it: one each (pointage)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bank.movement import BankMovement
from accounting.domain.bank.pointing import Pointing, pointing_id
from accounting.domain.errors import RuleError
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PointLine:
    """The movement, and the line by its record and its place in it."""

    movement_id: str
    movement: BankMovement
    record_id: str
    place: int


async def point_line(command: PointLine, deps: Deps, cause: Cause) -> None:
    """RuleError when another movement is behind it."""
    entry = (await deps.ledger.get(command.record_id)).state.certain_entry
    line, movement = entry.lines[command.place], command.movement
    new = Pointing(
        account_id=movement.account_id,
        siren=movement.siren,
        record_id=command.record_id,
        place=command.place,
        account=line.account,
        posted_on=entry.posted_on,
        balance_cents=line.balance_cents,
        movement_id=command.movement_id,
        booked_on=movement.booked_on,
    )

    def decide(known: Pointing | None) -> Change[Pointing] | None:
        if known is not None and known.movement_id not in (None, command.movement_id):
            detail = f"line {command.place} of {entry.reference} is that of the movement {known.movement_id}"
            raise RuleError("bank-line-taken", detail)
        return Change(new)

    await deps.bank_pointings.put(pointing_id(command.record_id, command.place), decide, cause)
