"""Hand over to the platform what is still to be handed over: invoices, and our own statuses."""

import logging

from accounting.deps import Deps
from accounting.domain.transmission import ENDED, Status, Step, Transmission, announced, deposited, told
from accounting.platforms.protocol import Deposit, Platform, StatusMessage
from accounting.usecases.files.read_bytes import ReadBytes, read_bytes
from accounting.usecases.transmissions.move_transmission import MoveTransmission, move_transmission
from essaim.contracts.types import format_amount
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause, fresh_cause
from essaim.kit.errors import UnavailableError

_LOG = logging.getLogger(__name__)


async def deposit_transmissions(deps: Deps) -> None:
    """All of it, each once; a platform that does not answer is asked again at the next run."""
    if deps.platform is None:
        return
    cause = fresh_cause("deposit-transmissions")
    for stored in await deps.transmissions.all({"to_hand_over": True}):
        try:
            await _hand_over(stored, deps.platform, deps, cause)
        except UnavailableError as error:
            _LOG.warning("the platform does not take %s: %s", stored.state.number, error)
            return


async def _hand_over(stored: Stored[Transmission], platform: Platform, deps: Deps, cause: Cause) -> None:
    one = stored.state
    if one.to_deposit:
        file_id = f"transmission:{stored.id}:{one.attempt}"
        content = b"".join([part async for part in read_bytes(ReadBytes(file_id, one.pieces), deps)])
        key = f"{one.sha256[:12]}-{one.attempt}"
        reference = await platform.deposit(Deposit(key, one.siren, one.number, one.file_name, content))
        step = Step(Status.DEPOSITED, deps.clock.now(), f"deposit:{stored.id}:{one.attempt}", cause.actor)
        move = MoveTransmission(stored.id, lambda now: deposited(now, reference, step), f"deposit:{one.attempt}")
        await move_transmission(move, deps, cause)
    for step in one.to_announce:
        amounts = tuple((part.rate, format_amount(part.amount_cents)) for part in step.amounts)
        message = StatusMessage(
            step.message_id, one.siren, one.number, step.code, step.at, step.reason, step.comment, amounts
        )
        await platform.announce(message)
        await _announced(stored.id, step, deps, cause)


async def _announced(id_: str, step: Step, deps: Deps, cause: Cause) -> None:
    """The platform has it. A status that ended the way meanwhile stays the last one."""

    def apply(now: Transmission) -> Transmission:
        return announced(now if now.status in ENDED else told(now, step), step.message_id)

    await move_transmission(MoveTransmission(id_, apply, f"announced:{step.message_id}"), deps, cause)
