"""Slips of cheques and of cash: what is sent, and slips as they stand."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.invoice import Invoice, Payment
from accounting.domain.payments.remittance import MOST_CHEQUES, Remittance, RemittanceKind, RemittancePart
from accounting.http.schemas.texts import Line, Short
from accounting.usecases.payments.draft_remittance import DraftRemittance, WantedCash, WantedCheque
from essaim.contracts.types import Amount, AmountIn, Id
from essaim.kit.aggregate import Stored


class ChequeIn(BaseModel):
    """A cheque that paid an invoice. ``drawer`` is who wrote it, when that was not the customer."""

    model_config = ConfigDict(extra="forbid")
    invoice_id: Id
    payment_id: Id
    number: Short | None = None
    drawer: Line | None = None


class ChequeOut(BaseModel):
    """A cheque that is in no slip yet, as it can be put into one."""

    invoice_id: str
    payment_id: str
    invoice_number: str
    drawer: str
    received_on: date
    amount: Amount

    @classmethod
    def of(cls, invoice: Stored[Invoice], payment: Payment) -> "ChequeOut":
        """From the invoice that it paid."""
        order = invoice.state.order
        return cls(
            invoice_id=invoice.id,
            payment_id=payment.id,
            invoice_number=invoice.state.number or "",
            drawer=order.buyer.name if order else "",
            received_on=payment.paid_on,
            amount=payment.amount_cents,
        )


class CashIn(BaseModel):
    """Cash of an activity that has no till; what a till holds is deposited at the till."""

    model_config = ConfigDict(extra="forbid")
    activity_id: Id
    amount: AmountIn


class RemittanceIn(BaseModel):
    """A slip for a bank account: cheques, or cash."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "bank_account_id": "compte-courant",
                    "cheques": [
                        {
                            "invoice_id": "7d5a4f6e-8a51-5d1c-a5ad-0b6f2e1f6c0d",
                            "payment_id": "5b5bd3a4-7f2f-5a77-8ef1-3a6fbd1f1ab2",
                            "number": "0000042",
                        }
                    ],
                }
            ]
        },
    )
    bank_account_id: Id
    cheques: list[ChequeIn] = Field(default=[], max_length=MOST_CHEQUES)
    cash: list[CashIn] = Field(default=[], max_length=MOST_CHEQUES)

    def to_command(self, siren: str) -> DraftRemittance:
        """As the use case has it."""
        cheques = tuple(
            WantedCheque(one.invoice_id, one.payment_id, one.number or "", one.drawer or "") for one in self.cheques
        )
        cash = tuple(WantedCash(one.activity_id, one.amount) for one in self.cash)
        return DraftRemittance(siren, self.bank_account_id, cheques, cash)


class DepositIn(BaseModel):
    """When it was brought to the bank."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"deposited_on": "2026-12-03"}]})
    deposited_on: date


class ChequeReturnIn(BaseModel):
    """When the cheque came back unpaid, and what the bank said."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"on": "2026-12-10", "reason": "défaut de provision"}]}
    )
    on: date
    reason: Line


class ChequeReturnOut(BaseModel):
    """A cheque that came back."""

    on: date
    reason: str


class RemittancePartOut(BaseModel):
    """A cheque, or the cash of an activity."""

    number: int
    activity_id: str
    amount: Amount
    invoice_id: str | None
    payment_id: str | None
    invoice_number: str | None
    drawer: str | None
    cheque_number: str | None
    returned: ChequeReturnOut | None

    @classmethod
    def of(cls, number: int, one: RemittancePart) -> "RemittancePartOut":
        """From the domain."""
        back = one.came_back
        return cls(
            number=number,
            activity_id=one.activity_id,
            amount=one.amount_cents,
            invoice_id=one.invoice_id or None,
            payment_id=one.payment_id or None,
            invoice_number=one.invoice_number or None,
            drawer=one.drawer or None,
            cheque_number=one.cheque_number or None,
            returned=ChequeReturnOut(on=back.on, reason=back.reason) if back else None,
        )


class RemittanceOut(BaseModel):
    """A slip as it stands."""

    id: str
    siren: str
    kind: RemittanceKind
    reference: str
    status: str
    bank_account_id: str
    made_on: date
    deposited_on: date | None
    cancelled_reason: str
    total: Amount
    items: list[RemittancePartOut]
    version: int

    @classmethod
    def of(cls, stored: Stored[Remittance]) -> "RemittanceOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            siren=one.siren,
            kind=one.kind,
            reference=one.reference,
            status=one.status,
            bank_account_id=one.account.id,
            made_on=one.made_on,
            deposited_on=one.deposited_on,
            cancelled_reason=one.cancelled_reason,
            total=one.total_cents,
            items=[RemittancePartOut.of(number, part) for number, part in enumerate(one.parts, 1)],
            version=stored.version,
        )
