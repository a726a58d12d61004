"""Dunning: levels, letters that are due, letters that went out."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.dunning import DunningFile, DunningPolicy, Level
from accounting.http.schemas.texts import Decimal, Line, Text
from accounting.usecases.dunning.list_reminders_due import ReminderDue
from essaim.contracts.types import Amount, Siren

HalfYear = Annotated[str, Field(pattern=r"^20[0-9]{2}-S[12]$")]


class LevelModel(BaseModel):
    """One level."""

    model_config = ConfigDict(extra="forbid")
    days: int = Field(ge=1, le=365, description="After the due date")
    title: Line
    text: Text
    names_penalties: bool = False


class DunningPolicyIn(BaseModel):
    """The levels, and the yearly rate of late penalties of each half-year."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "levels": [{"days": 10, "title": "Rappel", "text": "Sauf erreur, votre facture reste impayée."}],
                    "rates": {"2026-S2": "12.15"},
                }
            ]
        },
    )
    levels: Annotated[list[LevelModel], Field(min_length=1, max_length=5)]
    rates: dict[HalfYear, Decimal] = Field(default_factory=dict)

    def to_domain(self, siren: str) -> DunningPolicy:
        """As the domain has it."""
        levels = tuple(Level(one.days, one.title, one.text, one.names_penalties) for one in self.levels)
        return DunningPolicy(siren, levels, dict(self.rates))


class DunningPolicyOut(DunningPolicyIn):
    """The levels as they are kept, or those that apply without any."""

    siren: Siren

    @classmethod
    def of(cls, policy: DunningPolicy) -> "DunningPolicyOut":
        """From the domain."""
        levels = [
            LevelModel(days=one.days, title=one.title, text=one.text, names_penalties=one.names_penalties)
            for one in policy.levels
        ]
        return cls(siren=policy.siren, levels=levels, rates=dict(policy.rates))


class ReminderIn(BaseModel):
    """Which letter one has in mind; the next one by default."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"level": 1}]})
    level: int | None = Field(default=None, ge=1, le=5)


class HoldIn(BaseModel):
    """Why nothing is sent for now; without a reason it goes on."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "Le client conteste", "until": "2027-01-31"}]}
    )
    reason: Line | None = None
    until: date | None = None


class ReminderOut(BaseModel):
    """A letter that went out."""

    level: int
    sent_on: date
    by: str
    asked: Amount
    penalty: Amount
    indemnity: Amount


class DunningFileOut(BaseModel):
    """What was done about one invoice."""

    invoice_id: str
    reminders: list[ReminderOut]
    held: str
    held_until: date | None

    @classmethod
    def of(cls, file: DunningFile) -> "DunningFileOut":
        """From the domain."""
        reminders = [
            ReminderOut(
                level=one.level,
                sent_on=one.sent_on,
                by=one.by,
                asked=one.asked_cents,
                penalty=one.penalty_cents,
                indemnity=one.indemnity_cents,
            )
            for one in file.reminders
        ]
        return cls(invoice_id=file.invoice_id, reminders=reminders, held=file.held, held_until=file.held_until)


class ReminderDueOut(BaseModel):
    """A letter that is to be sent."""

    invoice_id: str
    number: str
    group_id: str
    customer: str
    due_on: date
    days_late: int
    left: Amount
    level: int

    @classmethod
    def of(cls, one: ReminderDue, today: date) -> "ReminderDueOut":
        """From the use case; of an issued invoice."""
        invoice = one.invoice.state
        assert invoice.order is not None
        return cls(
            invoice_id=one.invoice.id,
            number=invoice.number or "",
            group_id=invoice.group_id,
            customer=invoice.order.buyer.name,
            due_on=invoice.order.due_on,
            days_late=(today - invoice.order.due_on).days,
            left=invoice.left_cents,
            level=one.level,
        )
