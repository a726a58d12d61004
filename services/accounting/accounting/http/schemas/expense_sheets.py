"""Expense sheets: what is sent to begin, decide, pay or waive one, and the sheet as it stands."""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.expenses.sheet import ExpenseSheet, SheetStatus, expense_payable
from accounting.domain.history import Happening, Visibility
from accounting.domain.treasury import Means
from accounting.http.schemas.expense_lines import ExpenseLineOut
from accounting.http.schemas.texts import Line as Text
from essaim.contracts.types import Amount, AmountIn, Id
from essaim.kit.aggregate import Stored


class ExpenseSheetIn(BaseModel):
    """A new sheet: the caller's own unless the accountant names a member. ``reason`` is for a second one of the month."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"activity_id": "95b5e731-ded7-5260-9638-1e162fd1e5db", "month": "2026-11"}]},
    )
    activity_id: Id
    month: str = Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")
    person_id: Id | None = None
    reason: Text | None = None


class ReturnIn(BaseModel):
    """What has to be changed."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"comment": "Joindre le billet de train."}]}
    )
    comment: str = Field(max_length=4000)
    visibility: Visibility = Visibility.TEAM


class CommentIn(ReturnIn):
    """A word on the sheet: ``private`` is read by the accountant and its author only."""


class ApprovalIn(BaseModel):
    """A word with the approval, if any."""

    model_config = ConfigDict(extra="forbid")
    comment: str = Field(default="", max_length=4000)


class ExpensePaymentIn(BaseModel):
    """Money that the person got; a part of what is left is allowed, more is not."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"paid_on": "2026-12-15", "amount": "58.40", "means": "transfer"}]},
    )
    paid_on: date
    amount: AmountIn
    means: Means = Means.TRANSFER


class WaiverIn(BaseModel):
    """What the person gives up, in their own written words."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"amount": "20.00", "statement": "Je renonce au remboursement de 20,00 € de cette note de frais."}
            ]
        },
    )
    amount: AmountIn
    statement: str = Field(max_length=4000)


class HappeningOut(BaseModel):
    """One line of history that the caller may read."""

    at: datetime
    actor: str
    action: str
    comment: str
    visibility: Visibility

    @classmethod
    def of(cls, one: Happening) -> "HappeningOut":
        """From the domain."""
        return cls(at=one.at, actor=one.actor, action=one.action, comment=one.comment, visibility=one.visibility)


class SettlementOut(BaseModel):
    """A payment, or what was given up: then ``statement`` has the person's words."""

    id: str
    settled_on: date
    amount: Amount
    means: Means | None = None
    statement: str | None = None


class ExpenseSheetOut(BaseModel):
    """A sheet as it stands. ``total`` includes VAT, ``charge`` is what the activity bears, ``left`` what is still to be paid."""

    id: str
    activity_id: str
    group_id: str
    siren: str
    person_id: str
    person_account: str
    month: str
    reason: str
    status: SheetStatus
    number: str | None
    lines: list[ExpenseLineOut]
    total: Amount
    charge: Amount
    vat: Amount
    in_contribution: Amount
    paid: Amount
    waived: Amount
    left: Amount
    submitted_on: date | None
    submitted_by: str | None
    approved_on: date | None
    approved_by: str | None
    approved_as: str | None
    payments: list[SettlementOut]
    waivers: list[SettlementOut]
    version: int

    @classmethod
    def of(cls, stored: Stored[ExpenseSheet]) -> "ExpenseSheetOut":
        """From the stored one."""
        one, approval = stored.state, stored.state.approval
        return cls(
            id=stored.id,
            activity_id=one.activity_id,
            group_id=one.group_id,
            siren=one.siren,
            person_id=one.person_id,
            person_account=one.person_account,
            month=one.month,
            reason=one.reason,
            status=one.status,
            number=one.number,
            lines=[ExpenseLineOut.of(line) for line in one.lines],
            total=one.total_cents,
            charge=one.charge_cents,
            vat=one.vat_cents,
            in_contribution=one.contribution_cents,
            paid=one.paid_cents,
            waived=one.waived_cents,
            left=expense_payable(one),
            submitted_on=one.submitted_on,
            submitted_by=one.submitted_by,
            approved_on=approval.approved_on if approval else None,
            approved_by=approval.approved_by if approval else None,
            approved_as=approval.approved_as if approval else None,
            payments=[
                SettlementOut(id=each.id, settled_on=each.paid_on, amount=each.amount_cents, means=each.means)
                for each in one.payments
            ],
            waivers=[
                SettlementOut(id=each.id, settled_on=each.waived_on, amount=each.amount_cents, statement=each.statement)
                for each in one.waivers
            ],
            version=stored.version,
        )


class ExpenseHistoryOut(BaseModel):
    """What happened to a sheet, oldest first, as far as the caller may read it."""

    items: list[HappeningOut]

    @classmethod
    def of(cls, lines: Sequence[Happening]) -> "ExpenseHistoryOut":
        """From the domain."""
        return cls(items=[HappeningOut.of(one) for one in lines])
