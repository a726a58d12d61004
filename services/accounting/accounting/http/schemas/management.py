"""The management follow-up of an activity or a legal entity, as figures."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from accounting.documents.management.words import FIGURES, sentence_of
from accounting.domain.management.break_even import BreakEven
from accounting.domain.management.sheet import ActivityRow, Figure, ManagementSheet, MemberBalance, Named, figures_of
from accounting.http.schemas.forecasts import ComparedLineOut
from accounting.http.schemas.management_ageing import AgeingOut
from accounting.http.schemas.management_examples import MANAGEMENT
from accounting.http.schemas.management_treasury import PointOut, TreasuryLineOut, treasury_lines
from essaim.contracts.types import Amount


class FigureOut(BaseModel):
    """A figure, the same a month before (null for something that did not exist then), and what it means, in French."""

    key: str
    label: str
    amount: Amount
    change: Amount | None
    sentence: str

    @classmethod
    def of(cls, figure: Figure, sheet: ManagementSheet) -> "FigureOut":
        """From the domain."""
        return cls(
            key=figure.key,
            label=FIGURES[figure.key],
            amount=figure.cents,
            change=figure.change_cents,
            sentence=sentence_of(figure, sheet),
        )


class MonthOut(BaseModel):
    """A month, without VAT but for ``cashed``; ``cash`` is what is in bank and till at its end."""

    month: str
    turnover: Amount
    purchases: Amount
    margin: Amount
    cumulated_margin: Amount
    other_income: Amount
    other_charges: Amount
    contribution: Amount
    left: Amount
    given: Amount
    cashed: Amount
    cash: Amount


class PipelineOut(BaseModel):
    """Turnover that is not invoiced: accepted quotes, open quotes, quotes that were not accepted in time."""

    signed: Amount
    potential: Amount
    lost: Amount


class BreakEvenOut(BaseModel):
    """The turnover that pays for everything: accounts 61 to 68 taken as fixed, 60 and the contribution as variable."""

    turnover: Amount
    fixed: Amount
    kept_per_mille: int
    reached: bool

    @classmethod
    def of(cls, found: BreakEven) -> "BreakEvenOut":
        """From the domain."""
        return cls(
            turnover=found.turnover_cents,
            fixed=found.fixed_cents,
            kept_per_mille=found.kept_per_mille,
            reached=found.reached,
        )


class NamedOut(BaseModel):
    """A customer or an account, and its amount without VAT."""

    key: str
    label: str
    amount: Amount

    @classmethod
    def of(cls, one: Named) -> "NamedOut":
        """From the domain."""
        return cls(key=one.key, label=one.label, amount=one.cents)


class MemberOut(BaseModel):
    """What an account says of a member: what the cooperative owes them, negative when they owe."""

    auxiliary: str
    name: str
    account: str
    owed: Amount

    @classmethod
    def of(cls, one: MemberBalance) -> "MemberOut":
        """From the domain."""
        return cls(auxiliary=one.auxiliary, name=one.name, account=one.account, owed=one.owed_cents)


class ActivityRowOut(BaseModel):
    """One activity of a legal entity, for the year so far. Without a code it is what belongs to none."""

    code: str
    name: str
    turnover: Amount
    turnover_forecast: Amount | None
    margin: Amount
    contribution: Amount
    cash: Amount
    overdue: Amount

    @classmethod
    def of(cls, one: ActivityRow) -> "ActivityRowOut":
        """From the domain."""
        return cls(
            code=one.code,
            name=one.name,
            turnover=one.turnover_cents,
            turnover_forecast=one.forecast_cents,
            margin=one.margin_cents,
            contribution=one.contribution_cents,
            cash=one.cash_cents,
            overdue=one.overdue_cents,
        )


class ManagementOut(BaseModel):
    """Everything of the management sheet, as figures."""

    model_config = ConfigDict(json_schema_extra={"examples": [MANAGEMENT]})
    name: str
    code: str | None
    siren: str
    on: date
    year: int
    figures: list[FigureOut]
    treasury: list[TreasuryLineOut]
    curve: list[PointOut]
    months: list[MonthOut]
    pipeline: PipelineOut
    receivables: AgeingOut
    payables: AgeingOut
    forecast: list[ComparedLineOut]
    break_even: BreakEvenOut | None
    customers: list[NamedOut]
    purchases: list[NamedOut]
    members: list[MemberOut]
    activities: list[ActivityRowOut]

    @classmethod
    def of(cls, sheet: ManagementSheet) -> "ManagementOut":
        """From the domain."""
        ahead = sheet.pipeline
        return cls(
            name=sheet.scope.name,
            code=sheet.scope.code,
            siren=sheet.scope.siren,
            on=sheet.calendar.on,
            year=sheet.calendar.year,
            figures=[FigureOut.of(one, sheet) for one in figures_of(sheet)],
            treasury=treasury_lines(sheet.treasury),
            curve=[PointOut.of(one) for one in sheet.curve],
            months=_months(sheet),
            pipeline=PipelineOut(signed=ahead.signed_cents, potential=ahead.potential_cents, lost=ahead.lost_cents),
            receivables=AgeingOut.of(sheet.receivables),
            payables=AgeingOut.of(sheet.payables),
            forecast=[ComparedLineOut.of(one) for one in sheet.comparison],
            break_even=BreakEvenOut.of(sheet.break_even) if sheet.break_even else None,
            customers=[NamedOut.of(one) for one in sheet.customers],
            purchases=[NamedOut.of(one) for one in sheet.purchases],
            members=[MemberOut.of(one) for one in sheet.members],
            activities=[ActivityRowOut.of(one) for one in sheet.activities],
        )


def _months(sheet: ManagementSheet) -> list[MonthOut]:
    months, margin = [], 0
    for month, one in sheet.results.items():
        margin += one.margin_cents
        months.append(
            MonthOut(
                month=month,
                turnover=one.turnover_cents,
                purchases=one.purchases_cents,
                margin=one.margin_cents,
                cumulated_margin=margin,
                other_income=one.other_income_cents,
                other_charges=one.other_charges_cents,
                contribution=one.contribution_cents,
                left=one.left_cents,
                given=one.given_cents,
                cashed=sheet.cashed.get(month, 0),
                cash=sheet.month_ends[month],
            )
        )
    return months
