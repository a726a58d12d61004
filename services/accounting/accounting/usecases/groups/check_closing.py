"""Answer a closing request: what is still open in the books of the group."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.closing import ClosingCheck
from accounting.domain.liquidation.checklist import blocking, checklist
from accounting.usecases.sharing.read_liquidation import ReadLiquidation, read_liquidation
from essaim.contracts.accounting import AccountingClosingChecked
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class CheckClosing:
    """The closing that is asked for."""

    closing_id: str
    group_id: str


async def check_closing(command: CheckClosing, deps: Deps, cause: Cause) -> None:
    """Answer once per closing. NotFoundError while the start of the group has not come; others' groups are ignored."""
    group = (await deps.groups.get(command.group_id)).state
    if group.carried_here is None:
        raise NotFoundError("group-not-started", f"the start of group {command.group_id} has not come yet")
    if not group.carried_here:
        return
    facts = await read_liquidation(ReadLiquidation(command.group_id), deps)
    check = ClosingCheck(command.group_id, blocking(checklist(facts)))
    answer = AccountingClosingChecked(
        closing_id=command.closing_id,
        group_id=command.group_id,
        clear=check.clear,
        open_items=list(check.open_items),
    )
    await deps.closing_checks.put(command.closing_id, lambda known: None if known else Change(check, (answer,)), cause)
