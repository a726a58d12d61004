"""A cheque of a deposited slip came back unpaid."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.payments.remittance import ChequeReturn, Remittance, come_back
from accounting.usecases.payments.post_remittance import PostRemittance, post_remittance
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReturnCheque:
    """Which cheque of the slip, from 1; when, and what the bank said."""

    remittance_id: str
    number: int
    on: date
    reason: str


async def return_cheque(
    command: ReturnCheque, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Remittance]:
    """The slip, and the customer's debt in the books again. The invoice itself keeps its payment, because turnover and VAT were
    counted by it."""
    today, returned = deps.clock.today(), ChequeReturn(command.on, command.reason, cause.actor)
    await deps.remittances.change(
        command.remittance_id,
        lambda one: Change(come_back(one, command.number, returned, today)),
        cause,
        expected_version=expected_version,
    )
    return await post_remittance(PostRemittance(command.remittance_id), deps, cause)
