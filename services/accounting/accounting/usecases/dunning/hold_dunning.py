"""Send nothing more about an unpaid invoice for now: there is a dispute, or the customer promised a day."""

from dataclasses import dataclass, replace
from datetime import date

from accounting.deps import Deps
from accounting.domain.dunning import DunningFile
from accounting.domain.errors import InputError
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class HoldDunning:
    """Why, and until when; an empty reason lets it go on."""

    invoice_id: str
    reason: str
    until: date | None = None


async def hold_dunning(command: HoldDunning, deps: Deps, cause: Cause) -> Stored[DunningFile]:
    """What was done about the invoice."""
    invoice = (await deps.invoices.get(command.invoice_id)).state
    today = deps.clock.today()
    if command.until is not None and command.until < today:
        raise InputError("until", "is over", f"a day from {today} on")

    def decide(known: DunningFile | None) -> Change[DunningFile]:
        file = known or DunningFile(command.invoice_id, invoice.group_id)
        return Change(replace(file, held=command.reason, held_until=command.until if command.reason else None))

    await deps.dunning_files.put(command.invoice_id, decide, cause, effect=cause.command_id)
    return await deps.dunning_files.get(command.invoice_id)
