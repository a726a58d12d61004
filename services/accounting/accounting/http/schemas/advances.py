"""Advances and donations of a mini-entreprise."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from accounting.domain import advance as domain
from accounting.domain.donation import required_cents
from accounting.domain.treasury import Means
from accounting.http.schemas.texts import Decimal, Line
from essaim.contracts.types import Amount, AmountIn, Id, format_amount

RelativeLabel = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=30)]


class AdvancePolicyModel(BaseModel):
    """What a mini-entreprise may raise, and which part of its profit it gives away at least."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "unit_price": "4.00",
                    "cap_total": "500.00",
                    "cap_per_person": "40.00",
                    "donation_rate_percent": "20",
                    "format": "L",
                }
            ]
        },
    )
    unit_price: AmountIn = Field(default=400, description="The price of one share")
    cap_total: AmountIn = Field(default=50_000, description="The most that the activity may raise (MINI-03)")
    cap_per_person: AmountIn | None = Field(default=None, description="The most from one person; null for no cap")
    donation_rate_percent: Decimal = Field(default="0", description="The least part of the profit to give (MINI-04)")
    format: domain.Format | None = Field(
        default=None,
        description="S, M, L or XL; null while nobody has said it, as the start of a group does not tell. Only L and XL have "
        "real money (MINI-02): S and M are refused advances",
    )

    def to_domain(self) -> domain.AdvancePolicy:
        """As the domain has it. InputError for caps and rates that do not fit."""
        return domain.AdvancePolicy(
            unit_price_cents=self.unit_price,
            cap_total_cents=self.cap_total,
            cap_per_person_cents=self.cap_per_person,
            donation_rate_percent=self.donation_rate_percent,
            format=self.format,
        )

    @classmethod
    def of(cls, one: domain.AdvancePolicy) -> "AdvancePolicyModel":
        """From the domain."""
        return cls(
            unit_price=format_amount(one.unit_price_cents),
            cap_total=format_amount(one.cap_total_cents),
            cap_per_person=None if one.cap_per_person_cents is None else format_amount(one.cap_per_person_cents),
            donation_rate_percent=one.donation_rate_percent,
            format=one.format,
        )


class AdvanceIn(BaseModel):
    """Shares that a member buys; or a relative of that member, known by a label and never by name."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "person_id": "1fe87257-b0e1-5795-a45e-33e98544a92a",
                    "relative": "parent-1",
                    "shares": 3,
                    "received_on": "2026-11-20",
                    "means": "cash",
                }
            ]
        },
    )
    person_id: Id
    relative: RelativeLabel | None = None
    shares: int = Field(ge=1, le=100_000)
    received_on: date
    means: Means


class RepaymentIn(BaseModel):
    """The advance goes back, whole; what its holder leaves to the group is said in ``waived``, and both add up to it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"repaid_on": "2027-06-10", "amount": "12.00", "means": "cash"}]},
    )
    repaid_on: date
    amount: AmountIn = Field(ge=0)
    waived: AmountIn = Field(default=0, ge=0)
    means: Means

    def to_domain(self) -> domain.Repayment:
        """As the domain has it."""
        return domain.Repayment(self.repaid_on, self.amount, self.waived, self.means)


class DonationIn(BaseModel):
    """A part of the profit that is given away."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "beneficiary": "Association Exemple",
                    "amount": "50.00",
                    "donated_on": "2027-06-12",
                    "means": "transfer",
                }
            ]
        },
    )
    beneficiary: Line
    amount: AmountIn
    donated_on: date
    means: Means = Means.TRANSFER


class RepaymentOut(BaseModel):
    """How an advance was settled."""

    repaid_on: date
    amount: Amount
    waived: Amount
    means: Means


class AdvanceOut(BaseModel):
    """An advance as it stands."""

    id: str
    number: int
    person_id: str
    relative: str | None
    shares: int
    amount: Amount
    received_on: date
    means: Means
    repayment: RepaymentOut | None

    @classmethod
    def of(cls, one: domain.Advance) -> "AdvanceOut":
        """From the domain."""
        back = one.repayment
        return cls(
            id=one.id,
            number=one.number,
            person_id=one.person_id,
            relative=one.relative,
            shares=one.share_count,
            amount=one.amount_cents,
            received_on=one.received_on,
            means=one.means,
            repayment=RepaymentOut(
                repaid_on=back.repaid_on, amount=back.amount_cents, waived=back.waived_cents, means=back.means
            )
            if back
            else None,
        )


class DonationOut(BaseModel):
    """A donation."""

    id: str
    beneficiary: str
    amount: Amount
    donated_on: date
    means: Means


class AdvanceBookOut(BaseModel):
    """Advances and donations of an activity, with what its profit demands to be given now."""

    activity_id: str
    policy: AdvancePolicyModel
    raised: Amount
    outstanding: Amount
    advances: list[AdvanceOut]
    profit: Amount
    donation_due: Amount
    donated: Amount
    donations: list[DonationOut]
    version: int

    @classmethod
    def of(cls, one: domain.AdvanceBook, version: int, profit_cents: int) -> "AdvanceBookOut":
        """From the domain."""
        return cls(
            activity_id=one.activity_id,
            policy=AdvancePolicyModel.of(one.policy),
            raised=one.raised_cents,
            outstanding=one.outstanding_cents,
            advances=[AdvanceOut.of(each) for each in one.advances],
            profit=profit_cents,
            donation_due=required_cents(one, profit_cents),
            donated=one.donated_cents,
            donations=[
                DonationOut(
                    id=each.id,
                    beneficiary=each.beneficiary,
                    amount=each.amount_cents,
                    donated_on=each.donated_on,
                    means=each.means,
                )
                for each in one.donations
            ],
            version=version,
        )
