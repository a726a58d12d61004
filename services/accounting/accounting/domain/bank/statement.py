"""The balances that a bank has said of an account, on which days: what the books are reconciled with."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class BankStatement:
    """One statement. The balance of ``closing_on`` is that of the end of that day."""

    account_id: str
    reference: str
    opening_on: date
    opening_cents: int
    closing_on: date
    closing_cents: int
    import_id: str
