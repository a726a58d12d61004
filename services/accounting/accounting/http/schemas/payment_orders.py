"""What can be paid, and payment orders: what is sent to make, execute or reject, and orders as they stand."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.payments.iban import masked
from accounting.domain.payments.order import MOST_ITEMS, OrderItem, PaymentOrder
from accounting.domain.payments.payable import OBSTACLES_IN_FRENCH, Payable, PayableKind
from accounting.http.schemas.texts import Line
from accounting.usecases.payments.draft_payment_order import DraftPaymentOrder, WantedItem
from essaim.contracts.types import Amount, AmountIn, Id
from essaim.kit.aggregate import Stored


class PayableOut(BaseModel):
    """Something to pay. ``obstacle`` is a code, ``why_not`` says it in French; both are null for what can be paid now."""

    kind: PayableKind
    id: str
    party: str
    beneficiary: str
    reference: str
    left: Amount
    due_on: date | None
    iban: str | None
    iban_confirmed: bool
    payable: bool
    obstacle: str | None
    why_not: str | None
    order_id: str | None

    @classmethod
    def of(cls, one: Payable, *, whole: bool) -> "PayableOut":
        """From the domain."""
        account = one.account
        return cls(
            kind=one.kind,
            id=one.id,
            party=one.party,
            beneficiary=one.beneficiary,
            reference=one.reference,
            left=one.left_cents,
            due_on=one.due_on,
            iban=None if account is None else account.iban if whole else masked(account.iban),
            iban_confirmed=account is not None and account.confirmed,
            payable=one.obstacle is None,
            obstacle=one.obstacle.value if one.obstacle else None,
            why_not=OBSTACLES_IN_FRENCH[one.obstacle] if one.obstacle else None,
            order_id=one.order_id,
        )


class PayablesOut(BaseModel):
    """What can be paid, and what cannot yet; ``total`` is of what can."""

    items: list[PayableOut]
    total: Amount


class PaymentItemIn(BaseModel):
    """A document to pay: all that is left of it, or less. The id of a share is ``<share id>:<person id>``."""

    model_config = ConfigDict(extra="forbid")
    kind: PayableKind
    id: Id
    amount: AmountIn | None = None


class PaymentOrderIn(BaseModel):
    """A payment order. The account that pays is named by its id, or by its IBAN."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "bank_account_id": "compte-courant",
                    "execution_on": "2026-12-03",
                    "batch_booking": True,
                    "items": [{"kind": "purchase", "id": "0ad8ba6f-93f7-5a54-9c6e-3e5b1f3c9c21"}],
                }
            ]
        },
    )
    bank_account_id: Id | None = None
    debtor_iban: str | None = Field(default=None, max_length=50)
    execution_on: date
    items: list[PaymentItemIn] = Field(min_length=1, max_length=MOST_ITEMS)
    batch_booking: bool = Field(default=True, description="One line on the statement for all of it")

    def to_command(self, siren: str) -> DraftPaymentOrder:
        """As the use case has it."""
        items = tuple(WantedItem(one.kind, one.id, one.amount) for one in self.items)
        return DraftPaymentOrder(
            siren, self.execution_on, items, self.bank_account_id, self.debtor_iban, self.batch_booking
        )


class PaymentReasonIn(BaseModel):
    """Why."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "Fournisseur payé en espèces."}]}
    )
    reason: Line


class ExecutionIn(BaseModel):
    """On which day the bank did it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"executed_on": "2026-12-03"}]})
    executed_on: date


class RejectionIn(BaseModel):
    """The reason code of the bank (such as AC01, AC04, MS03), and its day."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"code": "AC04", "on": "2026-12-07"}]})
    code: str = Field(pattern=r"^[A-Z0-9]{4}$")
    on: date


class RejectionOut(BaseModel):
    """Why the bank refused it or gave it back; ``was_paid`` when the debt had to be opened again."""

    code: str
    on: date
    was_paid: bool


class PaymentItemOut(BaseModel):
    """A transfer of an order."""

    number: int
    kind: PayableKind
    id: str
    party: str
    beneficiary: str
    iban: str
    amount: Amount
    reference: str
    status: str
    problem: str
    rejection: RejectionOut | None

    @classmethod
    def of(cls, number: int, one: OrderItem, *, whole: bool) -> "PaymentItemOut":
        """From the domain."""
        rejection = one.rejection
        return cls(
            number=number,
            kind=one.kind,
            id=one.id,
            party=one.party,
            beneficiary=one.beneficiary,
            iban=one.iban if whole or not one.iban else masked(one.iban),
            amount=one.amount_cents,
            reference=one.reference,
            status=one.status,
            problem=one.problem,
            rejection=RejectionOut(code=rejection.code, on=rejection.on, was_paid=rejection.was_paid)
            if rejection
            else None,
        )


class PaymentOrderSummary(BaseModel):
    """An order without its items."""

    id: str
    siren: str
    reference: str
    status: str
    debtor: str
    debtor_iban: str
    bank_account_id: str | None
    execution_on: date
    batch_booking: bool
    count: int
    total: Amount
    made_by: str
    made_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    sha256: dict[str, str] = Field(description="Of the file that was approved, by version of pain.001")
    sent_on: date | None
    executed_on: date | None
    movement_id: str | None
    cancelled_reason: str
    version: int

    @classmethod
    def fields_of(cls, stored: Stored[PaymentOrder], *, whole: bool) -> dict[str, Any]:
        """From the stored one."""
        one = stored.state
        return {
            "id": stored.id,
            "siren": one.siren,
            "reference": one.reference,
            "status": one.status,
            "debtor": one.debtor.name,
            "debtor_iban": one.debtor.iban if whole else masked(one.debtor.iban),
            "bank_account_id": one.debtor.bank_account_id,
            "execution_on": one.execution_on,
            "batch_booking": one.batch_booking,
            "count": len(one.items),
            "total": one.total_cents,
            "made_by": one.made_by,
            "made_at": one.made_at,
            "approved_by": one.approved_by,
            "approved_at": one.approved_at,
            "sha256": {file.version: file.sha256 for file in one.files},
            "sent_on": one.sent_on,
            "executed_on": one.executed_on,
            "movement_id": one.movement_id,
            "cancelled_reason": one.cancelled_reason,
            "version": stored.version,
        }


class PaymentOrderOut(PaymentOrderSummary):
    """An order as it stands."""

    items: list[PaymentItemOut]

    @classmethod
    def of(cls, stored: Stored[PaymentOrder], *, whole: bool) -> "PaymentOrderOut":
        """From the stored one."""
        items = [PaymentItemOut.of(number, one, whole=whole) for number, one in enumerate(stored.state.items, 1)]
        return cls(**cls.fields_of(stored, whole=whole), items=items)
