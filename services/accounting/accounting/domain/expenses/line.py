"""A line of an expense sheet: a receipt, a drive in one's own vehicle, or the working part of a telephone bill."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accounting.domain.attachment import Attachment
from accounting.domain.errors import InputError
from accounting.domain.expenses.expense_type import ExpensePolicy, ExpenseType, LineKind, included_vat
from accounting.domain.expenses.kilometre_scale import MOST_TENTHS, Vehicle
from accounting.domain.money import half_up

LARGEST_CENTS = 10_000_000


class Justified(StrEnum):
    """What the accountant or the coach found when they looked at the receipt."""

    WAITING = "waiting"
    VALID = "valid"
    INVALID = "invalid"


@dataclass(frozen=True)
class Drive:
    """A way in one's own vehicle, in tenths of a kilometre; what the year had before it and what was granted for that."""

    start: str
    destination: str
    tenths: int
    vehicle: Vehicle
    before_tenths: int = 0
    granted_cents: int = 0
    scale_source: str = ""


@dataclass(frozen=True)
class Bill:
    """A telephone bill and the part of it, in percent, that is for the activity."""

    bill_cents: int
    percent: int


@dataclass(frozen=True)
class Line:
    """One line. ``amount_cents`` includes VAT; ``vat_cents`` is what of it is deducted, at ``vat_rate``.

    ``type`` is the type as it was when the line was written, so that a later list does not change what was claimed.
    """

    id: str
    spent_on: date
    label: str
    type: ExpenseType
    amount_cents: int
    vat_rate: str | None = None
    vat_cents: int = 0
    drive: Drive | None = None
    bill: Bill | None = None
    receipts: tuple[Attachment, ...] = ()
    justified: Justified = Justified.WAITING
    remark: str = ""

    @property
    def charge_cents(self) -> int:
        """What stays with the activity: the amount without the VAT that is deducted."""
        return self.amount_cents - self.vat_cents

    @property
    def needs_receipt(self) -> bool:
        """Whether it cannot be approved without one: its type says so, or VAT is deducted (CGI art. 271 II)."""
        return self.type.receipt_required or self.vat_cents > 0


@dataclass(frozen=True)
class LineContent:
    """What a person writes. A plain line has ``amount_cents``; the two other kinds find it. ``vat_cents`` None is computed."""

    kind: LineKind
    type_code: str
    spent_on: date
    label: str
    amount_cents: int = 0
    vat_rate: str | None = None
    vat_cents: int | None = None
    drive: Drive | None = None
    bill: Bill | None = None


def make_line(line_id: str, content: LineContent, policy: ExpensePolicy, *, deducts: bool) -> Line:
    """The line, without the amount of kilometres. ``deducts`` is whether the legal entity is liable for VAT at all.

    InputError by field for what the type does not accept.
    """
    type_ = policy.find(content.type_code, content.kind)
    _check_kind(content, policy)
    amount = content.amount_cents
    if content.bill is not None:
        amount = half_up(content.bill.bill_cents * content.bill.percent, 100)
    if content.kind is not LineKind.KILOMETRES and not 0 < amount <= LARGEST_CENTS:
        raise InputError("amount", "is not an amount of an expense", f"0.01 to {LARGEST_CENTS // 100}.00")
    check_ceiling(type_, amount)
    rate, vat = _vat(content, type_, amount) if deducts else (None, 0)
    return Line(
        id=line_id,
        spent_on=content.spent_on,
        label=content.label,
        type=type_,
        amount_cents=amount,
        vat_rate=rate,
        vat_cents=vat,
        drive=content.drive,
        bill=content.bill,
    )


def check_ceiling(type_: ExpenseType, amount_cents: int) -> None:
    """InputError for more than the type allows on a line."""
    if type_.ceiling_cents is not None and amount_cents > type_.ceiling_cents:
        most = f"{type_.ceiling_cents // 100}.{type_.ceiling_cents % 100:02d}"
        raise InputError("amount", f"is above the ceiling of {type_.label}", f"at most {most}")


def _check_kind(content: LineContent, policy: ExpensePolicy) -> None:
    if content.kind is LineKind.KILOMETRES:
        drive = content.drive
        if drive is None or not 0 < drive.tenths <= MOST_TENTHS:
            raise InputError("drive.kilometres", "is no distance", f"0.1 to {MOST_TENTHS // 10} kilometres")
        if not 1 <= drive.vehicle.power <= 99:
            raise InputError("drive.vehicle.power", "is no fiscal power", "1 to 99 CV (P.6), 1 for a moped")
    if content.kind is LineKind.TELEPHONE:
        bill = content.bill
        if bill is None or bill.bill_cents <= 0:
            raise InputError("bill.amount", "is no amount of a bill", "an amount above 0.00")
        if not 1 <= bill.percent <= policy.telephone_percent:
            raise InputError("bill.percent", "is not a part that is accepted here", f"1 to {policy.telephone_percent}")


def _vat(content: LineContent, type_: ExpenseType, amount_cents: int) -> tuple[str | None, int]:
    """The rate and the VAT that is deducted; VAT of a rate that the type does not deduct stays in the charge."""
    rate = content.vat_rate
    if rate is None:
        if content.vat_cents:
            raise InputError("vat_rate", "is missing for this VAT", ", ".join(type_.vat_rates) or "no VAT on this type")
        return None, 0
    if rate not in type_.vat_rates:
        accepted = f"{', '.join(type_.vat_rates)}, or none" if type_.vat_rates else f"none. {type_.note}".strip()
        raise InputError("vat_rate", f"{rate} % is not deducted on {type_.label}", accepted)
    most = included_vat(amount_cents, rate)
    vat = most if content.vat_cents is None else content.vat_cents
    if not 0 <= vat <= most:
        raise InputError("vat", f"is not VAT at {rate} % in this amount", f"0.00 to {most // 100}.{most % 100:02d}")
    return (rate, vat) if vat else (None, 0)
