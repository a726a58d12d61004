"""Record that the next letter about an unpaid invoice goes out."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.dunning import DunningFile, reminded, reminder_of
from accounting.usecases.dunning.read_dunning_policy import read_dunning_policy
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RemindCustomer:
    """Which invoice; ``level`` makes sure that it is the letter one has in mind."""

    invoice_id: str
    level: int | None = None


async def remind_customer(command: RemindCustomer, deps: Deps, cause: Cause) -> Stored[DunningFile]:
    """What was done about the invoice. RuleError when no letter is due."""
    invoice = (await deps.invoices.get(command.invoice_id)).state
    policy = await read_dunning_policy(invoice.siren, deps)
    today = deps.clock.today()

    def decide(known: DunningFile | None) -> Change[DunningFile]:
        reminder = reminder_of(policy, known, invoice, today, cause.actor, command.level)
        file = known or DunningFile(command.invoice_id, invoice.group_id)
        return Change(reminded(file, reminder))

    await deps.dunning_files.put(command.invoice_id, decide, cause, effect=cause.command_id)
    return await deps.dunning_files.get(command.invoice_id)
