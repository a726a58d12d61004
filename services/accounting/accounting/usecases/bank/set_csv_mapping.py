"""The accountant says how the CSV of a bank is read."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.bank.account import BankAccount
from accounting.domain.bank.csv_mapping import CsvMapping
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetCsvMapping:
    """Of which account, and how."""

    account_id: str
    mapping: CsvMapping


async def set_csv_mapping(command: SetCsvMapping, deps: Deps, cause: Cause) -> Stored[BankAccount]:
    """The account with its mapping; imports that were accepted before keep theirs."""
    return await deps.bank_accounts.change(
        command.account_id, lambda one: Change(replace(one, csv_mapping=command.mapping)), cause
    )
