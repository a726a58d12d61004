"""Purchases as they are shown."""

from datetime import date, datetime

from pydantic import BaseModel

from accounting.domain.attachment import Attachment
from accounting.domain.purchase import Payee, Purchase, PurchaseKind, PurchasePayment
from accounting.domain.purchasing.comparing import Comparison
from accounting.domain.purchasing.line import PurchaseLine
from accounting.domain.purchasing.order import written_quantity
from accounting.domain.purchasing.parts import Bearer, bearers, member_cents, purchase_left_cents, supplier_cents
from accounting.domain.vat import VatTreatment
from essaim.contracts.types import Amount
from essaim.kit.aggregate import Stored


class PurchaseLineOut(BaseModel):
    """One line; ``deducted`` is the VAT that is recovered, ``declared_vat`` what the buyer declares."""

    label: str
    account: str
    total_excluding_vat: Amount
    vat_rate: str | None
    vat: Amount
    treatment: VatTreatment
    deductible_percent: int
    in_contribution: bool
    quantity: str | None
    order_line: int | None
    deducted: Amount
    declared_vat: Amount

    @classmethod
    def of(cls, line: PurchaseLine) -> "PurchaseLineOut":
        """From the domain."""
        return cls(
            label=line.label,
            account=line.account,
            total_excluding_vat=line.excluding_vat_cents,
            vat_rate=line.vat_rate,
            vat=line.vat_cents,
            treatment=line.treatment,
            deductible_percent=line.deductible_percent,
            in_contribution=line.in_contribution,
            quantity=line.quantity,
            order_line=line.order_line,
            deducted=line.deducted_cents,
            declared_vat=line.declared_vat_cents,
        )


class BearerOut(BaseModel):
    """What one activity bears: its charge, and its part of what the paper asks for."""

    activity_id: str
    analytic_code: str
    charge: Amount
    total_including_vat: Amount

    @classmethod
    def of(cls, one: Bearer) -> "BearerOut":
        """From the domain."""
        return cls(
            activity_id=one.activity_id,
            analytic_code=one.analytic_code,
            charge=sum(one.charges),
            total_including_vat=one.gross_cents,
        )


class PaymentOut(BaseModel):
    """One payment."""

    id: str
    paid_on: date
    amount: Amount
    to: Payee

    @classmethod
    def of(cls, one: PurchasePayment) -> "PaymentOut":
        """From the domain."""
        return cls(id=one.id, paid_on=one.paid_on, amount=one.amount_cents, to=one.to)


class AttachmentOut(BaseModel):
    """An attached file: fetched by its hash."""

    sha256: str
    name: str
    media_type: str
    size: int
    attached_at: datetime
    attached_by: str
    warnings: list[str]

    @classmethod
    def of(cls, one: Attachment) -> "AttachmentOut":
        """From the domain."""
        return cls(
            sha256=one.sha256,
            name=one.name,
            media_type=one.media_type,
            size=one.size,
            attached_at=one.attached_at,
            attached_by=one.attached_by,
            warnings=list(one.warnings),
        )


class MemberOut(BaseModel):
    """The member's part."""

    person_id: str
    percent: str | None
    amount: Amount
    left: Amount


class PurchaseOut(BaseModel):
    """A purchase as it stands. ``account`` and ``label`` are those of its largest line; of a credit note, amounts are what it
    takes back."""

    id: str
    activity_id: str
    group_id: str
    siren: str
    supplier_id: str | None
    supplier_name: str
    supplier_account: str
    supplier_reference: str
    kind: PurchaseKind
    original_id: str | None
    order_id: str | None
    invoiced_on: date
    due_on: date | None
    account: str
    label: str
    lines: list[PurchaseLineOut]
    total_excluding_vat: Amount
    vat: Amount
    rounding: Amount
    total_including_vat: Amount
    supplier_part: Amount
    left: Amount
    member: MemberOut | None
    borne_by: list[BearerOut]
    payments: list[PaymentOut]
    status: str
    disputed: bool
    dispute_reason: str | None
    recorded_on: date | None
    approved_as: str | None
    submitted_by: str | None
    cancelled_on: date | None
    paid_on: date | None
    attachments: list[AttachmentOut]
    note: str
    source: str
    version: int

    @classmethod
    def of(cls, stored: Stored[Purchase]) -> "PurchaseOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            activity_id=one.activity_id,
            group_id=one.group_id,
            siren=one.siren,
            supplier_id=one.supplier_id,
            supplier_name=one.supplier_name,
            supplier_account=one.supplier_account,
            supplier_reference=one.supplier_reference,
            kind=one.kind,
            original_id=one.original_id,
            order_id=one.order_id,
            invoiced_on=one.invoiced_on,
            due_on=one.due_on,
            account=one.account,
            label=one.label,
            lines=[PurchaseLineOut.of(line) for line in one.lines],
            total_excluding_vat=one.total_excluding_vat_cents,
            vat=one.vat_cents,
            rounding=one.rounding_cents,
            total_including_vat=one.total_including_vat_cents,
            supplier_part=supplier_cents(one),
            left=purchase_left_cents(one),
            member=_member(one),
            borne_by=[BearerOut.of(part) for part in bearers(one)],
            payments=[PaymentOut.of(payment) for payment in one.payments],
            status=one.status,
            disputed=one.dispute is not None,
            dispute_reason=one.dispute.reason if one.dispute else None,
            recorded_on=one.recorded_on,
            approved_as=one.approval.approved_as if one.approval else None,
            submitted_by=one.submitted_by,
            cancelled_on=one.cancellation.cancelled_on if one.cancellation else None,
            paid_on=one.paid_on,
            attachments=[AttachmentOut.of(file) for file in one.attachments],
            note=one.note,
            source=one.source,
            version=stored.version,
        )


class LineComparisonOut(BaseModel):
    """One line of the order against what is invoiced; ``difference`` is what is invoiced beyond it."""

    label: str
    ordered: str
    received: str
    invoiced: str | None
    ordered_amount: Amount
    invoiced_amount: Amount
    difference: Amount
    not_received: str


class NotOrderedOut(BaseModel):
    """What is invoiced without having been ordered."""

    label: str
    amount: Amount


class ComparisonOut(BaseModel):
    """An order against the purchases that are for it, drafts included; amounts exclude VAT."""

    agrees: bool
    complete: bool
    ordered: Amount
    invoiced: Amount
    lines: list[LineComparisonOut]
    not_ordered: list[NotOrderedOut]

    @classmethod
    def of(cls, found: Comparison) -> "ComparisonOut":
        """From the domain."""
        return cls(
            agrees=found.agrees,
            complete=found.complete,
            ordered=found.ordered_cents,
            invoiced=found.invoiced_cents,
            lines=[
                LineComparisonOut(
                    label=one.label,
                    ordered=written_quantity(one.ordered_thousandths),
                    received=written_quantity(one.received_thousandths),
                    invoiced=None if one.invoiced_thousandths is None else written_quantity(one.invoiced_thousandths),
                    ordered_amount=one.ordered_cents,
                    invoiced_amount=one.invoiced_cents,
                    difference=one.difference_cents,
                    not_received=written_quantity(one.not_received_thousandths),
                )
                for one in found.lines
            ],
            not_ordered=[NotOrderedOut(label=label, amount=cents) for label, cents in found.not_ordered],
        )


def _member(purchase: Purchase) -> MemberOut | None:
    part = purchase.member
    if part is None:
        return None
    left = purchase_left_cents(purchase, Payee.MEMBER)
    return MemberOut(person_id=part.person_id, percent=part.percent, amount=member_cents(purchase), left=left)
