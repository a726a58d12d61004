"""The accountant describes a bank account of a legal entity."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bank.account import BankAccount, described
from accounting.domain.errors import InputError
from accounting.usecases.ledger.read_head import ReadHead, read_head
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class SetBankAccount:
    """Its id, which the caller chooses, and what it is."""

    account_id: str
    account: BankAccount


async def set_bank_account(command: SetBankAccount, deps: Deps, cause: Cause) -> Stored[BankAccount]:
    """The account. InputError for a ledger account that the chart lacks, ConflictError when the IBAN or the ledger account
    belongs to another bank account, RuleError when it has movements and would become another one."""
    wanted = command.account
    await deps.legal_entities.get(wanted.siren)
    head = await read_head(ReadHead(wanted.siren, fresh=True), deps)
    if not head.chart.knows(wanted.ledger_account):
        message = f"{wanted.ledger_account} is not in the chart (ACC-07)"
        raise InputError("ledger_account", message, "512, 5121, or an account added below them")
    in_use = await deps.bank_movements.find_one({"account_id": command.account_id}) is not None

    def decide(known: BankAccount | None) -> Change[BankAccount]:
        return Change(described(known, wanted, in_use=in_use))

    try:
        await deps.bank_accounts.put(command.account_id, decide, cause)
    except DuplicateError as error:
        detail = "another bank account has this IBAN, or this ledger account: one each"
        raise ConflictError("bank-account-known", detail) from error
    return await deps.bank_accounts.get(command.account_id)
