"""The unpaid invoices for which a letter is to be sent now."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.dunning import DunningFile, level_due
from accounting.domain.invoice import UNPAID, Invoice
from accounting.usecases.dunning.read_dunning_policy import read_dunning_policy
from essaim.kit.aggregate import Stored
from essaim.kit.store.errors import MissingError
from essaim.kit.store.port import In, Range, Where


@dataclass(frozen=True)
class ReminderDue:
    """An invoice, what was sent before, and the level of the next letter."""

    invoice: Stored[Invoice]
    file: DunningFile | None
    level: int


async def list_reminders_due(siren: str, today: date, deps: Deps) -> list[ReminderDue]:
    """Longest overdue first."""
    policy = await read_dunning_policy(siren, deps)
    where: Where = {
        "siren": siren,
        "status": In(tuple(one.value for one in UNPAID)),
        "order.due_on": Range(lt=today.isoformat()),
    }
    found = []
    for stored in await deps.invoices.all(where):
        try:
            file = (await deps.dunning_files.get(stored.id)).state
        except MissingError:
            file = None
        level = level_due(policy, file, stored.state, today)
        if level is not None:
            found.append(ReminderDue(stored, file, level))
    return sorted(found, key=_due_on)


def _due_on(one: ReminderDue) -> tuple[date, str]:
    order = one.invoice.state.order
    return (order.due_on if order else date.max, one.invoice.id)
