"""A slip is given up before it is deposited."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.payments.remittance import Remittance, cancel_remittance as cancelled
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CancelRemittance:
    """Which slip, and why."""

    remittance_id: str
    reason: str


async def cancel_remittance(
    command: CancelRemittance, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Remittance]:
    """The slip, CANCELLED; its cheques are free for another one."""
    at = deps.clock.now()
    return await deps.remittances.change(
        command.remittance_id,
        lambda one: Change(cancelled(one, command.reason, at)),
        cause,
        expected_version=expected_version,
    )
