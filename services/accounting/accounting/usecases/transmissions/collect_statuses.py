"""Take in what the platform tells of our invoices."""

import logging

from accounting.deps import Deps
from accounting.domain.errors import DomainError
from accounting.domain.transmission import RateAmount, Step
from accounting.platforms.protocol import StatusMessage
from accounting.usecases.transmissions.record_status import RecordStatus, record_status
from essaim.contracts.types import parse_amount
from essaim.kit.cause import Cause, fresh_cause
from essaim.kit.errors import UnavailableError

_LOG = logging.getLogger(__name__)


async def collect_statuses(deps: Deps) -> None:
    """Each message once. One that cannot be dealt with is put aside with what was wrong, and stops no other."""
    if deps.platform is None:
        return
    cause = fresh_cause("collect-statuses")
    try:
        for collected in await deps.platform.collect():
            trouble = collected.trouble
            if collected.message is not None:
                trouble = await _record(collected.message, deps, cause)
            if trouble:
                _LOG.warning("a status of the platform is put aside: %s: %s", collected.handle, trouble)
            await deps.platform.settle(collected.handle, trouble)
    except UnavailableError as error:
        _LOG.warning("the platform does not answer: %s", error)


async def _record(message: StatusMessage, deps: Deps, cause: Cause) -> str:
    """Empty when it is recorded, or what is wrong."""
    found = await deps.transmissions.find_one({"siren": message.seller_siren, "number": message.number})
    if found is None:
        return f"number: no invoice {message.number} of {message.seller_siren} was handed over"
    try:
        amounts = tuple(RateAmount(rate, parse_amount(amount)) for rate, amount in message.amounts)
        step = Step(message.code, message.at, message.id, "platform", message.reason, message.comment, amounts)
        await record_status(RecordStatus(found.id, step), deps, cause)
    except DomainError as error:
        fields = "; ".join(f"{one.field} {one.message}, accepted: {one.accepted}" for one in error.fields)
        return fields or str(error)
    except ValueError as error:
        return f"amounts: {error}"
    return ""
