"""A financial year of a till is closed: the sum of its months and the perpetual totals, once and for ever."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.till.closing import check_year_closable, period_closing, year_days
from accounting.domain.till.link import Link, Span
from accounting.domain.till.place import Place
from accounting.domain.till.record import TillRecord
from accounting.usecases.tills.append_link import AppendLink, append_link
from accounting.usecases.tills.close_due_months import CloseDueMonths, close_due_months
from accounting.usecases.tills.hash_request import hash_request
from accounting.usecases.tills.list_till_closings import ListTillClosings, list_till_closings
from accounting.usecases.tills.post_till_record import PostTillRecord, post_till_record
from accounting.usecases.tills.tell_of_closing import tell_of_closing
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CloseTillYear:
    """The financial year, named after the civil year in which it ends."""

    till_id: str
    year: int


async def close_till_year(command: CloseTillYear, deps: Deps, cause: Cause) -> Stored[TillRecord]:
    """The closing. RuleError unless the year is over and all its months are closed; those that are due are closed first."""
    till = (await deps.tills.get(command.till_id)).state
    start_month = (await deps.legal_entities.get(till.siren)).state.fiscal_year_start_month
    await close_due_months(CloseDueMonths(command.till_id), deps, cause)
    days = year_days(command.year, start_month)

    async def decide(place: Place) -> Link:
        check_year_closable(command.year, start_month, place.standing)
        links = await list_till_closings(ListTillClosings(command.till_id, Span.MONTH, *days), deps)
        closings = [(one.sequence, one.certain_closing) for one in links]
        return place.close_year(period_closing(Span.YEAR, str(command.year), days, closings, place.standing))

    order = AppendLink(
        command.till_id,
        cause.new_id(f"till-year:{command.year}"),
        hash_request(command),
        decide,
        event=lambda link, hash_: tell_of_closing(till, link, hash_),
    )
    record = await append_link(order, deps, cause)
    await post_till_record(PostTillRecord(record.id), deps, cause)
    return record
