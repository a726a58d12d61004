"""Contribution policies, a document's own rate, the account of a contribution, and simulations."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.contribution.account import AccountLine
from accounting.domain.contribution.due import YearDue
from accounting.domain.contribution.policy import ContributionPolicy
from accounting.domain.contribution.simulation import SimulatedActivity
from accounting.domain.contribution.terms import Base, ContributionTerms, Tier, Trigger
from accounting.http.schemas.texts import Decimal
from essaim.contracts.types import Amount, AmountIn, format_amount

_TERMS: dict[str, Any] = {
    "base": "TURNOVER",
    "trigger": "ON_ISSUE",
    "tiers": [
        {"up_to": "40000.00", "rate_percent": "11"},
        {"up_to": "80000.00", "rate_percent": "10"},
        {"up_to": None, "rate_percent": "9"},
    ],
    "fixed_monthly": "0.00",
    "yearly_minimum": "1200.00",
    "exempt": False,
}
_POLICY = _TERMS | {"valid_from": "2026-09-01", "valid_to": None}


def _examples(*bodies: dict[str, Any]) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": list(bodies)})


class TierModel(BaseModel):
    """A rate until the base that the financial year cumulated reaches ``up_to``; null for all that is above."""

    model_config = _examples({"up_to": "40000.00", "rate_percent": "11"})
    up_to: AmountIn | None = None
    rate_percent: Decimal


class TermsModel(BaseModel):
    """Terms without dates. Amounts exclude VAT; rates are percents with at most two decimals."""

    model_config = _examples(_TERMS)
    base: Base
    trigger: Trigger
    tiers: list[TierModel] = Field(default=[], description="Ascending; the last one has no bound")
    fixed_monthly: AmountIn = 0
    yearly_minimum: AmountIn = 0
    exempt: bool = False

    def to_terms(self) -> ContributionTerms:
        """As the domain has them."""
        return ContributionTerms(
            self.base,
            self.trigger,
            tuple(Tier(tier.up_to, tier.rate_percent) for tier in self.tiers),
            self.fixed_monthly,
            self.yearly_minimum,
            self.exempt,
        )


class PolicyModel(TermsModel):
    """Terms from a day on, until a day or for good."""

    model_config = _examples(_POLICY)
    valid_from: date
    valid_to: date | None = None

    def to_domain(self) -> ContributionPolicy:
        """As the domain has it."""
        return ContributionPolicy(self.to_terms(), self.valid_from, self.valid_to)

    @classmethod
    def of(cls, policy: ContributionPolicy) -> "PolicyModel":
        """From the domain."""
        terms = policy.terms
        return cls(
            base=terms.base,
            trigger=terms.trigger,
            tiers=[
                TierModel(
                    up_to=None if tier.up_to_cents is None else format_amount(tier.up_to_cents),
                    rate_percent=tier.rate_percent,
                )
                for tier in terms.tiers
            ],
            fixed_monthly=format_amount(terms.fixed_monthly_cents),
            yearly_minimum=format_amount(terms.yearly_minimum_cents),
            exempt=terms.exempt,
            valid_from=policy.valid_from,
            valid_to=policy.valid_to,
        )


class PoliciesIn(BaseModel):
    """All policies, in place of those before; none for what the level above says.

    ``regularise`` accepts that what was counted in an open period owes something else: the difference is posted today.
    """

    model_config = _examples({"policies": [_POLICY], "regularise": False})
    policies: list[PolicyModel] = Field(max_length=100)
    regularise: bool = False

    def to_domain(self) -> tuple[ContributionPolicy, ...]:
        """As the domain has them."""
        return tuple(policy.to_domain() for policy in self.policies)


class PoliciesOut(BaseModel):
    """The policies in the order of their days. Other days follow the level above, in the end ``default_rate_percent`` of the
    margin of what is invoiced."""

    policies: list[PolicyModel]
    default_rate_percent: str
    version: int

    @classmethod
    def of(cls, policies: tuple[ContributionPolicy, ...], default: str, version: int) -> "PoliciesOut":
        """From the domain; version 0 while none were set."""
        found = [PolicyModel.of(policy) for policy in policies]
        return cls(policies=found, default_rate_percent=default, version=version)


class InvoiceRateIn(BaseModel):
    """A rate of this one invoice, or null for none of its own."""

    model_config = _examples({"rate_percent": "5"})
    rate_percent: Decimal | None


class InvoiceRateOut(BaseModel):
    """The rate of its own that an invoice has, if any."""

    invoice_id: str
    rate_percent: str | None
    version: int


class MovementOut(BaseModel):
    """One movement: its base and the base of its financial year so far, what that owes, and the difference it posted."""

    key: str
    kind: str
    moved_on: date
    year: int
    base: Amount
    running_base: Amount
    due: Amount
    posted: Amount
    level: str
    rate_percent: str | None
    source_key: str | None = Field(description="Of its entry in the ledger; null when it posted nothing")

    @classmethod
    def of(cls, line: AccountLine) -> "MovementOut":
        """From the domain."""
        return cls(
            key=line.key,
            kind=line.movement.kind.value,
            moved_on=line.movement.moved_on,
            year=line.year,
            base=line.base_cents,
            running_base=line.running_base_cents,
            due=line.due_cents,
            posted=line.movement.contribution_cents,
            level=line.movement.level.value,
            rate_percent=line.movement.rate_percent,
            source_key=line.source_key,
        )


class YearOut(BaseModel):
    """What one financial year owes, and the computation, step by step."""

    year: int
    base: Amount
    proportional: Amount
    fixed: Amount
    minimum_top_up: Amount
    due: Amount
    steps: list[str]

    @classmethod
    def of(cls, due: YearDue, steps: tuple[str, ...]) -> "YearOut":
        """From the domain."""
        return cls(
            year=due.year,
            base=due.base_cents,
            proportional=due.proportional_cents,
            fixed=due.fixed_cents,
            minimum_top_up=due.top_up_cents,
            due=due.due_cents,
            steps=list(steps),
        )


class ContributionOut(BaseModel):
    """The account of a contribution. ``movements`` is null for who sees figures only."""

    activity_id: str
    analytic_code: str
    due: Amount
    posted: Amount
    years: list[YearOut]
    movements: list[MovementOut] | None


class SimulationIn(BaseModel):
    """Other terms, and the past days whose movements are looked at, both included."""

    model_config = _examples({"policy": _TERMS, "starts_on": "2026-09-01", "ends_on": "2026-12-01"})
    policy: TermsModel
    starts_on: date
    ends_on: date


class SimulatedOut(BaseModel):
    """One activity, or all together: what the present terms make due, and what the simulated ones would."""

    turnover: Amount
    collected: Amount
    purchases: Amount
    margin: Amount
    due: Amount
    simulated: Amount
    difference: Amount

    @classmethod
    def total(cls, rows: tuple[SimulatedActivity, ...]) -> "SimulatedOut":
        """All together."""
        return cls(
            turnover=sum(row.turnover_cents for row in rows),
            collected=sum(row.collected_cents for row in rows),
            purchases=sum(row.purchases_cents for row in rows),
            margin=sum(row.margin_cents for row in rows),
            due=sum(row.present_cents for row in rows),
            simulated=sum(row.simulated_cents for row in rows),
            difference=sum(row.difference_cents for row in rows),
        )


class SimulatedActivityOut(SimulatedOut):
    """One activity, with both computations step by step."""

    activity_id: str
    analytic_code: str
    due_steps: list[str]
    simulated_steps: list[str]

    @classmethod
    def of(cls, row: SimulatedActivity) -> "SimulatedActivityOut":
        """From the domain."""
        return cls(
            **SimulatedOut.total((row,)).model_dump(),
            activity_id=row.activity_id,
            analytic_code=row.analytic_code,
            due_steps=list(row.present_steps),
            simulated_steps=list(row.simulated_steps),
        )


class SimulationOut(BaseModel):
    """Both sides for each activity, by analytic code, and for all together. Nothing was posted."""

    starts_on: date
    ends_on: date
    activities: list[SimulatedActivityOut]
    total: SimulatedOut
