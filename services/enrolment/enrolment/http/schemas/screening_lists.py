"""Models of the lists of activities and of the thresholds."""

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from enrolment.domain.screening.activities import ActivityList, ListedActivity
from enrolment.domain.screening.lists import OwnEntry
from enrolment.domain.screening.thresholds import Threshold, Thresholds
from enrolment.http.schemas.texts import Name, Text
from essaim.contracts.types import MAX_CENTS, Amount, AmountIn
from essaim.kit.aggregate import Stored

Source = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class ListEntryIn(BaseModel):
    """An entry of a carrier's own."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "list": "REGULATED_REVIEW",
                    "code": "96.04",
                    "label": "Entretien corporel",
                    "since": "2026-10-01",
                    "source": "Décision de la direction",
                }
            ]
        },
    )

    list: ActivityList
    code: Annotated[str, StringConstraints(min_length=3, max_length=6)] = Field(
        description="A NAF code or the beginning of some: 43., 86.22, 96.02A"
    )
    label: Name
    since: date
    until: date | None = None
    source: Source

    def entry(self) -> ListedActivity:
        """In the words of the domain."""
        return ListedActivity(self.code, self.list, self.label, self.since, self.until, self.source)


class ListClosingIn(BaseModel):
    """The last day of an entry, and why."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"until": "2026-12-31", "reason": "Assurance"}]}
    )

    until: date
    reason: Text


class ListEntryOut(BaseModel):
    """An entry as a carrier has it. ``shipped``: the package brings it."""

    id: str
    list: ActivityList
    code: str
    label: str
    since: date
    until: date | None
    source: str
    shipped: bool
    recorded_on: date | None
    recorded_by: str
    closed_on: date | None
    closed_by: str
    closing_reason: str

    @classmethod
    def of(cls, id_: str, own: OwnEntry) -> Self:
        """From the domain."""
        return cls.model_validate({**vars(own), **vars(own.entry), "id": id_})


class ThresholdIn(BaseModel):
    """The amount above which a planned investment is refused, from a day on."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"valid_from": "2026-10-01", "amount": "3000.00", "source": "Décision de la direction"}]
        },
    )

    valid_from: date
    amount: Annotated[AmountIn, Field(ge=0, le=MAX_CENTS)]
    source: Source


class ThresholdOut(BaseModel):
    """One amount of a carrier."""

    valid_from: date | None
    amount: Amount
    source: str
    recorded_on: date | None
    recorded_by: str

    @classmethod
    def of(cls, threshold: Threshold) -> Self:
        """From the domain; the deployment's setting has no day."""
        return cls(
            valid_from=None if threshold.valid_from == date.min else threshold.valid_from,
            amount=threshold.amount_cents,
            source=threshold.source,
            recorded_on=None if threshold.recorded_on == date.min else threshold.recorded_on,
            recorded_by=threshold.recorded_by,
        )


class ThresholdsOut(BaseModel):
    """The amount in force today, and all that a carrier has set, in the order in which they were recorded."""

    partner: str
    in_force: ThresholdOut
    history: list[ThresholdOut]

    @classmethod
    def of(cls, partner: str, in_force: Threshold, stored: Stored[Thresholds] | None) -> Self:
        """From the domain."""
        history = [ThresholdOut.of(one) for one in stored.state.amounts] if stored else []
        return cls(partner=partner, in_force=ThresholdOut.of(in_force), history=history)
