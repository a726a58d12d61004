"""Share-outs: the pool step by step, the parts, and what was paid of them; and a member's statement."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.pool import Step, steps
from accounting.domain.share import MemberShare, Share, SharePayment
from accounting.domain.share_statement import ShareStatement
from accounting.domain.treasury import Means
from essaim.contracts.types import Amount, AmountIn, Id
from essaim.kit.aggregate import Stored


class StepOut(BaseModel):
    """One step from the cash to the pool: what it changes, what is left after it, and why, in French."""

    code: str
    label: str
    sentence: str
    change: Amount
    left: Amount

    @classmethod
    def of(cls, step: Step) -> "StepOut":
        """From the domain."""
        return cls(
            code=step.code, label=step.label, sentence=step.sentence, change=step.change_cents, left=step.after_cents
        )


class MemberShareOut(BaseModel):
    """What one member receives, by which weight (minutes for HOURS), and what was paid of it."""

    person_id: str
    member_number: int
    weight: int
    amount: Amount
    paid: Amount

    @classmethod
    def of(cls, member: MemberShare, paid_cents: int) -> "MemberShareOut":
        """From the domain."""
        return cls(
            person_id=member.person_id,
            member_number=member.member_number,
            weight=member.weight,
            amount=member.amount_cents,
            paid=paid_cents,
        )


class SharePaymentIn(BaseModel):
    """Money that a member received of their share; a part of it is allowed, more is not."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "person_id": "1fe87257-b0e1-5795-a45e-33e98544a92a",
                    "paid_on": "2027-07-12",
                    "amount": "187.35",
                    "means": "transfer",
                }
            ]
        },
    )
    person_id: Id
    paid_on: date
    amount: AmountIn
    means: Means = Means.TRANSFER


class SharePaymentOut(BaseModel):
    """A payment of a share."""

    id: str
    person_id: str
    paid_on: date
    amount: Amount
    means: Means

    @classmethod
    def of(cls, payment: SharePayment) -> "SharePaymentOut":
        """From the domain."""
        return cls(
            id=payment.id,
            person_id=payment.person_id,
            paid_on=payment.paid_on,
            amount=payment.amount_cents,
            means=payment.means,
        )


class ShareOut(BaseModel):
    """A share-out with the steps from the cash to the pool."""

    id: str
    group_id: str
    status: str
    rule: str
    resolution_id: str
    adopted_on: date | None
    cash_collected: Amount
    direct_charges: Amount
    contribution: Amount
    advances_received: Amount
    advances_repaid: Amount
    donation: Amount
    pool: Amount
    paid: Amount
    steps: list[StepOut]
    shares: list[MemberShareOut]
    payments: list[SharePaymentOut]
    computed_on: date
    approved_on: date | None
    version: int

    @classmethod
    def of(cls, stored: Stored[Share]) -> "ShareOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            group_id=one.group_id,
            status=one.status,
            rule=one.rule,
            resolution_id=one.resolution_id,
            adopted_on=one.adopted_on,
            cash_collected=one.pool.cash_collected_cents,
            direct_charges=one.pool.direct_charges_cents,
            contribution=one.pool.contribution_cents,
            advances_received=one.pool.advances_received_cents,
            advances_repaid=one.pool.advances_repaid_cents,
            donation=one.pool.donation_cents,
            pool=one.pool.pool_cents,
            paid=one.paid_cents,
            steps=[StepOut.of(step) for step in steps(one.pool)],
            shares=[MemberShareOut.of(member, one.paid_to(member.person_id)) for member in one.members],
            payments=[SharePaymentOut.of(payment) for payment in one.payments],
            computed_on=one.computed_on,
            approved_on=one.approved_on,
            version=stored.version,
        )


class ShareStatementOut(BaseModel):
    """What one member is told: of the others, only the sum of their weights."""

    share_id: str
    group_id: str
    group: str
    person_id: str
    person: str
    member_number: int
    rule: str
    rule_sentence: str
    weight: str = Field(description="As it is read: hours and minutes for HOURS", examples=["18 h 31"])
    weight_of_all: str
    steps: list[StepOut]
    pool: Amount
    amount: Amount
    amount_sentence: str
    payments: list[SharePaymentOut]
    paid: Amount
    left: Amount
    computed_on: date
    approved_on: date | None
    notice: str

    @classmethod
    def of(cls, one: ShareStatement) -> "ShareStatementOut":
        """From the domain."""
        return cls(
            share_id=one.share_id,
            group_id=one.group_id,
            group=one.group_name,
            person_id=one.person_id,
            person=one.person_name,
            member_number=one.member_number,
            rule=one.rule,
            rule_sentence=one.rule_sentence,
            weight=one.weight,
            weight_of_all=one.weight_total,
            steps=[StepOut.of(step) for step in one.steps],
            pool=one.pool_cents,
            amount=one.amount_cents,
            amount_sentence=one.amount_sentence,
            payments=[SharePaymentOut.of(payment) for payment in one.payments],
            paid=one.paid_cents,
            left=one.left_cents,
            computed_on=one.computed_on,
            approved_on=one.approved_on,
            notice=one.notice,
        )
