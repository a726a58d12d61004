"""A slip (bordereau de remise) of cheques, or of cash, that are brought to the bank.

PREPARING → PREPARED → DEPOSITED, or CANCELLED before that. A cheque is in one slip only, for ever once it is deposited; the same
cheque that comes back unpaid is noted in its slip.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from accounting.domain.errors import InputError, RuleError

MOST_CHEQUES = 200
LONGEST_REASON = 200


class RemittanceKind(StrEnum):
    """What is brought."""

    CHEQUES = "cheques"
    CASH = "cash"


class RemittanceStatus(StrEnum):
    """Where a slip stands. PREPARING lasts as long as its cheques are being reserved."""

    PREPARING = "PREPARING"
    PREPARED = "PREPARED"
    DEPOSITED = "DEPOSITED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class ChequeReturn:
    """A cheque that the drawer's bank did not pay; ``to_post`` until the books say so."""

    on: date
    reason: str
    by: str
    to_post: bool = True


@dataclass(frozen=True)
class RemittancePart:
    """A cheque that paid an invoice (``invoice_id``, ``payment_id``), or cash of an activity. ``drawer`` is who wrote the cheque,
    ``customer_account`` the auxiliary account of the customer."""

    activity_id: str
    analytic_code: str
    scheme: str
    amount_cents: int
    received_on: date
    invoice_id: str = ""
    payment_id: str = ""
    invoice_number: str = ""
    drawer: str = ""
    customer_account: str = ""
    customer_name: str = ""
    cheque_number: str = ""
    came_back: ChequeReturn | None = None

    @property
    def key(self) -> str:
        """What is reserved for one slip."""
        return f"cheque:{self.payment_id}"


@dataclass(frozen=True)
class DepositAccount:
    """The bank account that gets it, as it was when the slip was made."""

    id: str
    holder: str
    name: str
    iban: str
    ledger_account: str


@dataclass(frozen=True)
class Remittance:
    """A slip. ``to_complete`` marks what a crash may have left half done: reservations, or entries."""

    siren: str
    kind: RemittanceKind
    account: DepositAccount
    parts: tuple[RemittancePart, ...]
    made_on: date
    made_by: str
    number: int = 0
    status: RemittanceStatus = RemittanceStatus.PREPARING
    deposited_on: date | None = None
    cancelled_reason: str = ""
    cancelled_at: datetime | None = None
    to_complete: bool = True

    @property
    def total_cents(self) -> int:
        """What the bank gets."""
        return sum(one.amount_cents for one in self.parts)

    @property
    def reference(self) -> str:
        """As people say it: ``RC-00007`` for cheques, ``RE-00007`` for cash (espèces)."""
        return f"{'RC' if self.kind is RemittanceKind.CHEQUES else 'RE'}-{self.number:05d}"

    def holds(self, key: str) -> bool:
        """Whether no other slip may have this cheque."""
        return self.status is not RemittanceStatus.CANCELLED and any(one.key == key for one in self.parts)


def prepared(slip: Remittance, number: int) -> Remittance:
    """It has all its cheques."""
    if slip.status is not RemittanceStatus.PREPARING:
        return slip
    return replace(slip, status=RemittanceStatus.PREPARED, number=number, to_complete=False)


def cancel_remittance(slip: Remittance, reason: str, at: datetime) -> Remittance:
    """Its cheques are free again. RuleError once it is deposited."""
    if slip.status is RemittanceStatus.CANCELLED:
        return slip
    if slip.status is RemittanceStatus.DEPOSITED:
        raise RuleError("remittance-deposited", f"{slip.reference} was deposited on {slip.deposited_on}")
    return replace(slip, status=RemittanceStatus.CANCELLED, cancelled_reason=reason, cancelled_at=at, to_complete=False)


def deposit(slip: Remittance, on: date, today: date) -> Remittance:
    """It was brought to the bank. The same day again changes nothing."""
    if slip.status is RemittanceStatus.DEPOSITED:
        if slip.deposited_on == on:
            return slip
        raise RuleError("remittance-deposited", f"{slip.reference} was deposited on {slip.deposited_on}")
    if slip.status is not RemittanceStatus.PREPARED:
        raise RuleError("remittance-step", f"the slip is {slip.status}; a prepared one is deposited")
    first = max(one.received_on for one in slip.parts)
    if not first <= on <= today:
        raise InputError(
            "deposited_on", "is before what it brings was received, or in the future", f"{first} to {today}"
        )
    return replace(slip, status=RemittanceStatus.DEPOSITED, deposited_on=on, to_complete=True)


def come_back(slip: Remittance, number: int, returned: ChequeReturn, today: date) -> Remittance:
    """Cheque ``number`` (from 1) was not paid by the drawer's bank. The same word again changes nothing."""
    if slip.kind is not RemittanceKind.CHEQUES or not 1 <= number <= len(slip.parts):
        raise InputError(
            "number", f"{slip.reference} has no cheque {number}", f"1 to {len(slip.parts)} of a slip of cheques"
        )
    part = slip.parts[number - 1]
    if part.came_back is not None:
        if (part.came_back.on, part.came_back.reason) == (returned.on, returned.reason):
            return slip
        raise RuleError("cheque-returned", f"the cheque came back on {part.came_back.on}")
    if slip.deposited_on is None:
        raise RuleError("remittance-step", f"the slip is {slip.status}; cheques of a deposited one come back")
    if not slip.deposited_on <= returned.on <= today:
        raise InputError("on", "is before the deposit or in the future", f"{slip.deposited_on} to {today}")
    changed = replace(part, came_back=returned)
    return replace(slip, parts=(*slip.parts[: number - 1], changed, *slip.parts[number:]), to_complete=True)


def posted(slip: Remittance, returns: frozenset[str]) -> Remittance:
    """The books say what was deposited, and that these cheques (by payment) came back; marked as long as another one waits."""
    parts = tuple(
        replace(one, came_back=replace(one.came_back, to_post=False))
        if one.came_back is not None and one.payment_id in returns
        else one
        for one in slip.parts
    )
    waiting = any(one.came_back is not None and one.came_back.to_post for one in parts)
    return replace(slip, parts=parts, to_complete=waiting)
