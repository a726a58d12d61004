"""Take a document or a cheque for one order or slip, whoever else wants it at the same moment."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.payments.reservation import Reservation, taken_by
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class TakeReservation:
    """What, and for whom."""

    key: str
    holder: str


async def take_reservation(command: TakeReservation, deps: Deps, cause: Cause) -> str:
    """Who has it now: the holder of the command, or the living one who was faster. One that lives no more gives way."""
    known = await _known(command.key, deps)
    dead = known if known is not None and not await _lives(command.key, known, deps) else None

    def decide(now: Reservation | None) -> Change[Reservation] | None:
        taken = taken_by(now, command.holder, dead)
        return Change(taken) if taken is not None else None

    stored = await deps.payment_reservations.put(command.key, decide, cause, effect=command.holder)
    return stored.state.holder if stored is not None else command.holder


async def _known(key: str, deps: Deps) -> str | None:
    try:
        return (await deps.payment_reservations.get(key)).state.holder
    except MissingError:
        return None


async def _lives(key: str, holder: str, deps: Deps) -> bool:
    """Holders are stored before they reserve anything, so that one that is not there is of another kind."""
    try:
        return (await deps.payment_orders.get(holder)).state.holds(key)
    except MissingError:
        return (await deps.remittances.get(holder)).state.holds(key)
