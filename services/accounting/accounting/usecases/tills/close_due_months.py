"""Close the months of a till that are over, one after the other, also those without a sale."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.till.closing import next_month
from accounting.usecases.tills.close_till_month import CloseTillMonth, close_till_month
from accounting.usecases.tills.read_standing import read_standing
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CloseDueMonths:
    """Of which till."""

    till_id: str


async def close_due_months(command: CloseDueMonths, deps: Deps, cause: Cause) -> None:
    """Nothing when nothing is due. A month with an open session stays open, and those after it."""
    this_month = deps.clock.today().replace(day=1)
    while True:
        standing = await read_standing(command.till_id, deps)
        first = next_month(standing)
        if first is None or first >= this_month:
            return
        if standing.session_on is not None and standing.session_on.replace(day=1) <= first:
            return
        try:
            await close_till_month(CloseTillMonth(command.till_id, first), deps, cause)
        except RuleError as error:
            # Somebody else closed it meanwhile: the next one is looked at.
            if error.slug != "till-month-closed":
                raise
