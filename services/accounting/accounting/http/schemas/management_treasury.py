"""The treasury in ten lines, and its curve."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from accounting.documents.management.words import TREASURY as NAMES
from accounting.domain.management.treasury import Point, Treasury
from accounting.http.schemas.management_examples import TREASURY
from accounting.usecases.management.read_treasury import TreasuryNow
from essaim.contracts.types import Amount


class TreasuryLineOut(BaseModel):
    """One of the ten lines. ``accounts`` are prefixes, or the lines that it adds up. What is owed is negative."""

    number: int
    key: str
    label: str
    accounts: str
    amount: Amount


class PointOut(BaseModel):
    """The cash at the end of a day."""

    on: date
    amount: Amount

    @classmethod
    def of(cls, point: Point) -> "PointOut":
        """From the domain."""
        return cls(on=point.on, amount=point.cents)


class TreasuryOut(BaseModel):
    """The ten lines, and the cash on each day on which it moved."""

    model_config = ConfigDict(json_schema_extra={"examples": [TREASURY]})
    on: date
    lines: list[TreasuryLineOut]
    curve: list[PointOut]

    @classmethod
    def of(cls, on: date, now: TreasuryNow) -> "TreasuryOut":
        """From what was read."""
        return cls(on=on, lines=treasury_lines(now.treasury), curve=[PointOut.of(one) for one in now.curve])


def treasury_lines(treasury: Treasury) -> list[TreasuryLineOut]:
    """The ten lines with their French names."""
    return [
        TreasuryLineOut(number=number, key=key, label=label, accounts=accounts, amount=treasury.amounts[key])
        for number, (key, (label, accounts)) in enumerate(NAMES.items(), 1)
    ]
