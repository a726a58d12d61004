"""Statements as JSON: the trial balance, and the profit and loss account."""

from datetime import date
from typing import TypedDict

from pydantic import BaseModel, ConfigDict

from accounting.domain.accounts import padded
from accounting.domain.reports.profit_and_loss import AccountAmount, ProfitAndLoss
from accounting.domain.reports.span import Span
from accounting.domain.reports.trial_balance import AccountRow, ClassTotal, Sides, TrialBalance
from accounting.http.schemas import report_examples as examples
from essaim.contracts.types import Amount


class SidesOut(BaseModel):
    """A debit and a credit."""

    debit: Amount
    credit: Amount

    @classmethod
    def of(cls, one: Sides) -> "SidesOut":
        """From the domain."""
        return cls(debit=one.debit_cents, credit=one.credit_cents)


class TrialRowOut(BaseModel):
    """An account: its balance before, what moved, its balance after. ``computed`` is no account of the chart."""

    account: str
    label: str
    opening: SidesOut
    debit: Amount
    credit: Amount
    closing: SidesOut
    balance: Amount
    computed: bool

    @classmethod
    def of(cls, one: AccountRow) -> "TrialRowOut":
        """From the domain."""
        return cls(
            account=one.account if one.computed else padded(one.account),
            label=one.label,
            opening=SidesOut.of(one.opening),
            debit=one.moved.debit_cents,
            credit=one.moved.credit_cents,
            closing=SidesOut.of(one.closing),
            balance=one.closing.balance_cents,
            computed=one.computed,
        )


class ClassOut(BaseModel):
    """The sums of a class of accounts; ``number`` is empty for all accounts."""

    number: str
    label: str
    opening: SidesOut
    moved: SidesOut
    closing: SidesOut

    @classmethod
    def of(cls, one: ClassTotal) -> "ClassOut":
        """From the domain."""
        return cls(
            number=one.number,
            label=one.label,
            opening=SidesOut.of(one.opening),
            moved=SidesOut.of(one.moved),
            closing=SidesOut.of(one.closing),
        )


class StatementOut(BaseModel):
    """Whose statement it is, and of which days."""

    siren: str
    analytic_code: str | None
    from_on: date
    to_on: date
    fiscal_year: int


class TrialBalanceOut(StatementOut):
    """Every account that has something; ``debit`` and ``credit`` are all movements, and equal in a legal entity."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.TRIAL_BALANCE]})
    lines: list[TrialRowOut]
    classes: list[ClassOut]
    total: ClassOut
    debit: Amount
    credit: Amount
    difference: Amount

    @classmethod
    def of(cls, siren: str, code: str | None, span: Span, one: TrialBalance) -> "TrialBalanceOut":
        """From the domain."""
        return cls(
            **statement(siren, code, span),
            lines=[TrialRowOut.of(row) for row in one.rows],
            classes=[ClassOut.of(row) for row in one.classes],
            total=ClassOut.of(one.total),
            debit=one.total.moved.debit_cents,
            credit=one.total.moved.credit_cents,
            difference=one.difference_cents,
        )


class AccountAmountOut(BaseModel):
    """What an account adds to a row."""

    account: str
    label: str
    amount: Amount

    @classmethod
    def of(cls, one: AccountAmount) -> "AccountAmountOut":
        """From the domain."""
        return cls(account=padded(one.account), label=one.label, amount=one.amount_cents)


class ResultLineOut(BaseModel):
    """A row: products and charges are both positive; ``income`` says which it is."""

    id: str
    label: str
    income: bool
    amount: Amount
    accounts: list[AccountAmountOut]


class ResultPartOut(BaseModel):
    """A part of the account; ``total`` is what it adds to the result: negative for charges."""

    id: str
    label: str
    total: Amount
    lines: list[ResultLineOut]


class StepOut(BaseModel):
    """An intermediate balance, and how it is made."""

    id: str
    label: str
    amount: Amount
    formula: str


class ProfitAndLossOut(StatementOut):
    """The profit and loss account, and the intermediate balances."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.PROFIT_AND_LOSS]})
    parts: list[ResultPartOut]
    operating_result: Amount
    financial_result: Amount
    result_before_tax: Amount
    exceptional_result: Amount
    result: Amount
    intermediate_balances: list[StepOut]

    @classmethod
    def of(cls, siren: str, code: str | None, span: Span, one: ProfitAndLoss) -> "ProfitAndLossOut":
        """From the domain."""
        parts = [
            ResultPartOut(
                id=part.part.value,
                label=part.label,
                total=part.total_cents,
                lines=[
                    ResultLineOut(
                        id=line.id,
                        label=line.label,
                        income=line.income,
                        amount=line.amount_cents,
                        accounts=[AccountAmountOut.of(account) for account in line.accounts],
                    )
                    for line in part.lines
                ],
            )
            for part in one.parts
        ]
        steps = [StepOut(id=s.id, label=s.label, amount=s.amount_cents, formula=s.formula) for s in one.steps]
        return cls(
            **statement(siren, code, span),
            parts=parts,
            operating_result=one.operating_cents,
            financial_result=one.financial_cents,
            result_before_tax=one.before_tax_cents,
            exceptional_result=one.exceptional_cents,
            result=one.result_cents,
            intermediate_balances=steps,
        )


class Head(TypedDict):
    """What every statement begins with."""

    siren: str
    analytic_code: str | None
    from_on: date
    to_on: date
    fiscal_year: int


def statement(siren: str, code: str | None, span: Span) -> Head:
    """The beginning of a statement."""
    return {
        "siren": siren,
        "analytic_code": code,
        "from_on": span.starts_on,
        "to_on": span.ends_on,
        "fiscal_year": span.fiscal_year,
    }
