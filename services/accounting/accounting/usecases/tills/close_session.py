"""A session ends with its Z: the totals of the day, the cash that was counted, one entry in the books."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.till.closing import day_closing
from accounting.domain.till.link import CashCount, Link
from accounting.domain.till.place import Place, check_cash
from accounting.domain.till.record import TillRecord
from accounting.usecases.tills.append_link import AppendLink, append_link
from accounting.usecases.tills.hash_request import hash_request
from accounting.usecases.tills.post_till_record import PostTillRecord, post_till_record
from accounting.usecases.tills.read_link import read_link
from accounting.usecases.tills.tell_of_closing import tell_of_closing
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.store.port import Order, Where


@dataclass(frozen=True)
class CloseSession:
    """Which session, and the cash that is in the drawer; None when a forgotten session is closed by itself."""

    till_id: str
    session: int
    counted_cash_cents: int | None
    operation_id: str | None = None


async def close_session(command: CloseSession, deps: Deps, cause: Cause) -> Stored[TillRecord]:
    """The closing of the day, once; posted and counted. RuleError when this session is not the open one."""
    till = (await deps.tills.get(command.till_id)).state
    if command.counted_cash_cents is not None:
        check_cash(command.counted_cash_cents, "counted_cash")

    async def decide(place: Place) -> Link:
        standing = place.standing
        if standing.session != command.session or standing.session_first is None:
            known = "none is open" if standing.session is None else f"session {standing.session} is open"
            detail = f"session {command.session} is not open on this till ({known}); a closing is made once"
            raise RuleError("till-session-closed", detail)
        where: Where = {"till_id": command.till_id, "session": command.session}
        records = await deps.till_records.all(where, order_by=(Order("sequence"),))
        links = [read_link(one.state.body) for one in records if one.state.sequence < place.sequence]
        closing = day_closing(place.session_day, standing.session_first, links, standing)
        return place.close_day(closing, CashCount(standing.cash_cents, command.counted_cash_cents))

    operation = command.operation_id or cause.new_id("till-closing")
    order = AppendLink(
        command.till_id,
        operation,
        hash_request(command),
        decide,
        event=lambda link, hash_: tell_of_closing(till, link, hash_),
    )
    record = await append_link(order, deps, cause)
    await post_till_record(PostTillRecord(record.id), deps, cause)
    return await deps.till_records.get(record.id)
