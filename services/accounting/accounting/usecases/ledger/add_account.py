"""The accountant adds an account to the chart of a legal entity (ACC-07)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.accounts import check_new_account
from accounting.domain.added_account import AddedAccount
from accounting.domain.errors import RuleError
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AddAccount:
    """Number and label."""

    siren: str
    account: str
    label: str


async def add_account(command: AddAccount, deps: Deps, cause: Cause) -> Stored[AddedAccount]:
    """The account. RuleError when it has another label: one label per number, for ever."""
    await deps.legal_entities.get(command.siren)
    check_new_account(command.account, command.label)
    label = " ".join(command.label.split())
    new = AddedAccount(command.siren, command.account, label, deps.clock.today())

    def decide(known: AddedAccount | None) -> Change[AddedAccount] | None:
        if known is not None and known.label != label:
            raise RuleError("acc-07-label-fixed", f"{command.account} is {known.label!r}; its label cannot change")
        return None if known else Change(new)

    id_ = f"{command.siren}:{command.account}"
    await deps.accounts.put(id_, decide, cause)
    return await deps.accounts.get(id_)
