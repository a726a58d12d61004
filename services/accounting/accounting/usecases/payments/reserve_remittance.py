"""Give a new slip its cheques, all of them or none, and its number on its bank account."""

from dataclasses import dataclass
from typing import NoReturn

from accounting.deps import Deps
from accounting.domain.payments.remittance import (
    Remittance,
    RemittanceKind,
    RemittanceStatus,
    cancel_remittance,
    prepared,
)
from accounting.usecases.payments.take_reservation import TakeReservation, take_reservation
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError


@dataclass(frozen=True)
class ReserveRemittance:
    """Which slip."""

    remittance_id: str


async def reserve_remittance(command: ReserveRemittance, deps: Deps, cause: Cause) -> Stored[Remittance]:
    """The slip, PREPARED. ConflictError when another slip has one of its cheques: then this one is CANCELLED."""
    id_ = command.remittance_id
    stored = await deps.remittances.get(id_)
    slip = stored.state
    if slip.status is not RemittanceStatus.PREPARING:
        return stored
    for key in sorted(one.key for one in slip.parts if one.payment_id):
        holder = await take_reservation(TakeReservation(key, id_), deps, cause)
        if holder != id_:
            await _refuse(id_, f"{key} is in the slip {holder} already", deps, cause)
    word = "cheques" if slip.kind is RemittanceKind.CHEQUES else "cash"
    series = f"remittances:{slip.account.id}:{word}"
    number = (await deps.numbers.reserve(series, f"remittance:{id_}")).number
    return await deps.remittances.change(id_, lambda one: Change(prepared(one, number)), cause)


async def _refuse(id_: str, detail: str, deps: Deps, cause: Cause) -> NoReturn:
    at = deps.clock.now()
    await deps.remittances.change(id_, lambda one: Change(cancel_remittance(one, detail, at)), cause)
    raise ConflictError("cheque-in-remittance", f"{detail}; a cheque is in one slip only")
