"""A session of a till begins: the float is counted, and everything before this month is closed."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.till.link import Link, TicketSeller
from accounting.domain.till.place import Place, check_cash
from accounting.domain.till.record import TillRecord
from accounting.domain.till.till import Till
from accounting.usecases.tills.append_link import AppendLink, append_link
from accounting.usecases.tills.close_due_months import CloseDueMonths, close_due_months
from accounting.usecases.tills.hash_request import hash_request
from accounting.usecases.tills.post_till_record import PostTillRecord, post_till_record
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class OpenSession:
    """``operation_id`` is the caller's own id of this opening, if any."""

    till_id: str
    counted_float_cents: int
    operation_id: str | None = None


async def open_session(command: OpenSession, deps: Deps, cause: Cause) -> Stored[TillRecord]:
    """The opening, and its entry when the float is not what was left in the drawer. RuleError while a session is open, and on a
    day that is closed."""
    till = (await deps.tills.get(command.till_id)).state
    check_cash(command.counted_float_cents, "counted_float")
    seller = await _seller(till, deps)
    await close_due_months(CloseDueMonths(command.till_id), deps, cause)

    async def decide(place: Place) -> Link:
        check_open((await deps.activities.get(till.activity_id)).state)
        return place.open(command.counted_float_cents, till.place, seller)

    operation = command.operation_id or cause.new_id("till-opening")
    record = await append_link(AppendLink(command.till_id, operation, hash_request(command), decide), deps, cause)
    await post_till_record(PostTillRecord(record.id), deps, cause)
    return await deps.till_records.get(record.id)


async def _seller(till: Till, deps: Deps) -> TicketSeller:
    """The seller as it stands on every ticket of this session (R127-3 when a contract is running)."""
    entity = (await deps.legal_entities.get(till.siren)).state
    activity = (await deps.activities.get(till.activity_id)).state
    try:
        trade_name = (await deps.groups.get(till.group_id)).state.name
    except MissingError:
        trade_name = ""
    return TicketSeller(
        name=entity.name,
        siren=entity.siren,
        vat_number=entity.vat_number,
        address=entity.address,
        trade_name=trade_name or till.label,
        cape_ends_on=activity.contracts_end_on,
    )
