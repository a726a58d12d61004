"""A month of a till is closed: the sum of its days and the perpetual totals, once and for ever."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.period import month_starting
from accounting.domain.till.closing import check_month_closable, period_closing
from accounting.domain.till.link import Link, Span
from accounting.domain.till.place import Place
from accounting.domain.till.record import TillRecord
from accounting.usecases.tills.append_link import AppendLink, append_link
from accounting.usecases.tills.hash_request import hash_request
from accounting.usecases.tills.list_till_closings import ListTillClosings, list_till_closings
from accounting.usecases.tills.post_till_record import PostTillRecord, post_till_record
from accounting.usecases.tills.tell_of_closing import tell_of_closing
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CloseTillMonth:
    """The month that begins on this day."""

    till_id: str
    first_on: date


async def close_till_month(command: CloseTillMonth, deps: Deps, cause: Cause) -> Stored[TillRecord]:
    """The closing. RuleError unless it is the next month, over, and all its days are closed."""
    till = (await deps.tills.get(command.till_id)).state
    days = month_starting(command.first_on)
    period = f"{command.first_on:%Y-%m}"

    async def decide(place: Place) -> Link:
        check_month_closable(days[0], place.standing, place.today)
        links = await list_till_closings(ListTillClosings(command.till_id, Span.DAY, *days), deps)
        closings = [(one.sequence, one.certain_closing) for one in links]
        return place.close_month(period_closing(Span.MONTH, period, days, closings, place.standing))

    order = AppendLink(
        command.till_id,
        cause.new_id(f"till-month:{period}"),
        hash_request(command),
        decide,
        event=lambda link, hash_: tell_of_closing(till, link, hash_),
    )
    record = await append_link(order, deps, cause)
    await post_till_record(PostTillRecord(record.id), deps, cause)
    return record
