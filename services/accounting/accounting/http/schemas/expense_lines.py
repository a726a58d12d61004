"""The lines of an expense sheet: a receipt, a drive, a part of a telephone bill."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from accounting.domain.attachment import Attachment
from accounting.domain.expenses import line as domain
from accounting.domain.expenses.expense_type import LineKind
from accounting.domain.expenses.kilometre_scale import Vehicle, VehicleKind
from accounting.domain.expenses.line import Justified, LineContent
from accounting.http.schemas.texts import Line as Text, Short
from essaim.contracts.types import Amount, AmountIn, Id

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Kilometres = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}(\.[0-9])?$")]
Rate = Literal["20", "10", "5.5", "2.1"]


class VehicleModel(BaseModel):
    """One's own vehicle; ``power`` is P.6 of its registration certificate, ``name`` tells it from others."""

    model_config = ConfigDict(extra="forbid")
    kind: VehicleKind
    power: int = Field(ge=1, le=99)
    name: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]+$", max_length=40)]
    electric: bool = False


class DriveIn(BaseModel):
    """A way in it."""

    model_config = ConfigDict(extra="forbid")
    start: Short
    destination: Short
    kilometres: Kilometres
    vehicle: VehicleModel


class BillModel(BaseModel):
    """A telephone bill and the part of it, in percent, that is for the activity."""

    model_config = ConfigDict(extra="forbid")
    amount: AmountIn
    percent: int = Field(ge=1, le=100)


class ExpenseLineIn(BaseModel):
    """A line. ``plain`` has an ``amount`` with VAT; ``kilometres`` a ``drive``; ``telephone`` a ``bill``.

    ``vat_rate`` is for VAT that the type deducts; ``vat`` is computed when it is left out.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "kind": "plain",
                    "type": "meal",
                    "spent_on": "2026-11-20",
                    "label": "Déjeuner au salon",
                    "amount": "22.00",
                    "vat_rate": "10",
                },
                {
                    "kind": "kilometres",
                    "type": "kilometres",
                    "spent_on": "2026-11-21",
                    "label": "Livraison",
                    "drive": {
                        "start": "Besançon",
                        "destination": "Dole",
                        "kilometres": "96.4",
                        "vehicle": {"kind": "car", "power": 4, "name": "Citadine"},
                    },
                },
            ]
        },
    )
    kind: LineKind = LineKind.PLAIN
    type: Code
    spent_on: date
    label: Text
    amount: AmountIn | None = None
    vat_rate: Rate | None = None
    vat: AmountIn | None = None
    drive: DriveIn | None = None
    bill: BillModel | None = None

    def to_domain(self) -> LineContent:
        """As the domain has it."""
        return LineContent(
            kind=self.kind,
            type_code=self.type,
            spent_on=self.spent_on,
            label=self.label,
            amount_cents=self.amount or 0,
            vat_rate=self.vat_rate,
            vat_cents=self.vat,
            drive=_drive(self.drive) if self.drive else None,
            bill=domain.Bill(self.bill.amount, self.bill.percent) if self.bill else None,
        )


def _drive(drive: DriveIn) -> domain.Drive:
    vehicle = drive.vehicle
    units, _, tenth = drive.kilometres.partition(".")
    return domain.Drive(
        start=drive.start,
        destination=drive.destination,
        tenths=int(units) * 10 + int(tenth or 0),
        vehicle=Vehicle(vehicle.kind, vehicle.power, vehicle.name, vehicle.electric),
    )


class DuplicateIn(BaseModel):
    """On which day it happened again."""

    model_config = ConfigDict(extra="forbid")
    spent_on: date


class CopyLinesIn(BaseModel):
    """Which lines of an earlier sheet; all of them when none is named."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"from_sheet_id": "5b0d3c6e-0f5e-5a35-8f0b-3a1f6f2f9c11", "line_ids": []}]},
    )
    from_sheet_id: Id
    line_ids: list[Id] = Field(default_factory=list, max_length=200)


class JustificationIn(BaseModel):
    """What was found of a line; an invalid one says why."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"state": "invalid", "remark": "Le ticket est illisible."}]}
    )
    state: Justified
    remark: str = Field(default="", max_length=2000)


class ReceiptOut(BaseModel):
    """A file that is attached, by its hash. ``warnings`` names parts of a PDF that one should know of."""

    sha256: str
    name: str
    media_type: str
    size: int
    attached_at: datetime
    attached_by: str
    warnings: list[str]

    @classmethod
    def of(cls, one: Attachment) -> "ReceiptOut":
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


class DriveOut(DriveIn):
    """A drive with what the year had before it, what was granted for that, and the scale that was applied."""

    kilometres_before: Kilometres
    granted_before: Amount
    scale: str

    @classmethod
    def of(cls, drive: domain.Drive) -> "DriveOut":
        """From the domain."""
        vehicle = drive.vehicle
        return cls(
            start=drive.start,
            destination=drive.destination,
            kilometres=kilometres(drive.tenths),
            vehicle=VehicleModel(kind=vehicle.kind, power=vehicle.power, name=vehicle.name, electric=vehicle.electric),
            kilometres_before=kilometres(drive.before_tenths),
            granted_before=drive.granted_cents,
            scale=drive.scale_source,
        )


class ExpenseLineOut(BaseModel):
    """A line as it stands; ``amount`` includes VAT, ``charge`` is without what is deducted."""

    id: str
    kind: LineKind
    type: str
    type_label: str
    account: str
    spent_on: date
    label: str
    amount: Amount
    charge: Amount
    vat_rate: str | None
    vat: Amount
    needs_receipt: bool
    in_contribution: bool
    justified: Justified
    remark: str
    drive: DriveOut | None
    bill: BillModel | None
    receipts: list[ReceiptOut]

    @classmethod
    def of(cls, one: domain.Line) -> "ExpenseLineOut":
        """From the domain."""
        return cls(
            id=one.id,
            kind=one.type.kind,
            type=one.type.code,
            type_label=one.type.label,
            account=one.type.account,
            spent_on=one.spent_on,
            label=one.label,
            amount=one.amount_cents,
            charge=one.charge_cents,
            vat_rate=one.vat_rate,
            vat=one.vat_cents,
            needs_receipt=one.needs_receipt,
            in_contribution=one.type.in_contribution,
            justified=one.justified,
            remark=one.remark,
            drive=DriveOut.of(one.drive) if one.drive else None,
            bill=BillModel.model_validate({"amount": _text(one.bill.bill_cents), "percent": one.bill.percent})
            if one.bill
            else None,
            receipts=[ReceiptOut.of(each) for each in one.receipts],
        )


def kilometres(tenths: int) -> str:
    """``964`` is ``96.4``."""
    return f"{tenths // 10}.{tenths % 10}"


def _text(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
