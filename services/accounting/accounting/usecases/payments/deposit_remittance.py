"""A slip was brought to the bank."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.payments.remittance import Remittance, deposit
from accounting.usecases.payments.post_remittance import PostRemittance, post_remittance
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DepositRemittance:
    """Which slip, and when."""

    remittance_id: str
    deposited_on: date


async def deposit_remittance(
    command: DepositRemittance, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Remittance]:
    """The slip, DEPOSITED, and its entry posted. A crash before the entry is mended by a job."""
    today = deps.clock.today()
    await deps.remittances.change(
        command.remittance_id,
        lambda one: Change(deposit(one, command.deposited_on, today)),
        cause,
        expected_version=expected_version,
    )
    return await post_remittance(PostRemittance(command.remittance_id), deps, cause)
