"""A bank account of a legal entity, and the account of its ledger that says the same."""

from dataclasses import dataclass, replace

from accounting.domain.bank.csv_mapping import CsvMapping
from accounting.domain.bank.rule import MOST_RULES, MatchingRule
from accounting.domain.errors import InputError, RuleError

LEDGER = "512"
CURRENCY = "EUR"


@dataclass(frozen=True)
class BankAccount:
    """``ledger_account`` is 512 or one below it, of one bank account only: otherwise nothing could be reconciled."""

    siren: str
    name: str
    iban: str
    ledger_account: str
    bic: str | None = None
    currency: str = CURRENCY
    csv_mapping: CsvMapping | None = None
    rules: tuple[MatchingRule, ...] = ()

    def __post_init__(self) -> None:
        if self.currency != CURRENCY:
            raise InputError("currency", f"{self.currency} is not kept here: the books are in euros", CURRENCY)
        if not self.ledger_account.startswith(LEDGER):
            raise InputError("ledger_account", f"{self.ledger_account} is no bank account", "512, or one below it")

    @property
    def french_number(self) -> str:
        """Bank, branch and account number, as the CFONB writes them; empty for an account of another country."""
        return self.iban[4:25] if self.iban[:2] in ("FR", "MC") else ""


def described(known: BankAccount | None, wanted: BankAccount, *, in_use: bool) -> BankAccount:
    """The account as it is now described; its mapping and rules stay. RuleError when it belongs to another legal entity, or
    has movements and would become another account."""
    if known is None:
        return wanted
    if known.siren != wanted.siren:
        raise RuleError("bank-account-taken", f"this id is that of an account of {known.siren}; choose another one")
    if in_use and (known.iban, known.ledger_account) != (wanted.iban, wanted.ledger_account):
        detail = "the account has movements: its IBAN and its ledger account stay; make another bank account"
        raise RuleError("bank-account-in-use", detail)
    return replace(wanted, csv_mapping=known.csv_mapping, rules=known.rules)


def with_rules(account: BankAccount, rules: tuple[MatchingRule, ...]) -> BankAccount:
    """With other rules; the first that takes a movement counts."""
    if len(rules) > MOST_RULES:
        raise InputError("rules", f"are {len(rules)}", f"at most {MOST_RULES}")
    return replace(account, rules=rules)
