"""The accountant saves the rules by which movements without a document are booked."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bank.account import BankAccount, with_rules
from accounting.domain.bank.rule import MatchingRule
from accounting.domain.entry import CENTRAL
from accounting.domain.errors import InputError
from accounting.usecases.ledger.read_head import ReadHead, read_head
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetMatchingRules:
    """All of them, in the order in which they are tried."""

    account_id: str
    rules: tuple[MatchingRule, ...]


async def set_matching_rules(command: SetMatchingRules, deps: Deps, cause: Cause) -> Stored[BankAccount]:
    """The account with its rules. InputError for an account or a code that the books do not have."""
    siren = (await deps.bank_accounts.get(command.account_id)).state.siren
    head = await read_head(ReadHead(siren, fresh=True), deps)
    for place, rule in enumerate(command.rules):
        if not head.chart.knows(rule.account):
            message = f"{rule.account} is not in the chart (ACC-07)"
            raise InputError(f"rules.{place}.account", message, "an account of the chart, such as 627")
        if rule.analytic_code not in (None, CENTRAL, *head.analytic_codes):
            message = f"{rule.analytic_code} is no activity of {siren} (CAE-01)"
            raise InputError(f"rules.{place}.analytic_code", message, f"{CENTRAL}, or the code of an activity")
    return await deps.bank_accounts.change(
        command.account_id, lambda one: Change(with_rules(one, command.rules)), cause
    )
