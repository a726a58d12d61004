"""Closings of tills, the proof of their chain, and what is told to the tax office."""

from datetime import date

from pydantic import BaseModel, Field

from accounting.domain.pricing import Nature
from accounting.domain.till.e_reporting import DayTotal, RateTotal
from accounting.domain.till.link import Link, PartSum
from accounting.domain.till.record import TillRecord
from accounting.domain.till.ticket import TillMeans
from accounting.http.schemas.till_out import RecordOut, TillVatOut
from accounting.usecases.tills.read_e_reporting import EReporting
from accounting.usecases.tills.read_link import read_link
from essaim.contracts.types import Amount
from essaim.kit.aggregate import Stored
from essaim.till.findings import Verdict


class PartOut(BaseModel):
    """One nature at one rate; ``tickets`` is how many have some of it."""

    nature: Nature
    rate: str
    including_vat: Amount
    base: Amount
    vat: Amount
    tickets: int

    @classmethod
    def of(cls, one: PartSum) -> "PartOut":
        """From the domain."""
        return cls(
            nature=one.nature,
            rate=one.rate,
            including_vat=one.including_cents,
            base=one.base_cents,
            vat=one.vat_cents,
            tickets=one.tickets,
        )


class CashCountOut(BaseModel):
    """The drawer at the end of a day; ``counted`` is null when nobody counted (``non compté``)."""

    expected: Amount
    counted: Amount | None
    difference: Amount


class TillClosingOut(RecordOut):
    """A day (Z), a month or a financial year that is closed for ever."""

    span: str
    period: str
    starts_on: date
    ends_on: date
    first_sequence: int
    last_sequence: int
    sale_count: int
    refund_count: int
    sold: Amount
    refunded: Amount
    total: Amount
    vat: list[TillVatOut]
    parts: list[PartOut]
    means: dict[TillMeans, Amount]
    perpetual: Amount
    perpetual_absolute: Amount
    cash: CashCountOut | None

    @classmethod
    def of(cls, stored: Stored[TillRecord]) -> "TillClosingOut":
        """From the stored one."""
        link = read_link(stored.state.body)
        return cls.model_validate(cls.common(link, stored.state) | _totals(link))


def _totals(link: Link) -> dict[str, object]:
    one = link.certain_closing
    cash = None
    if one.count is not None:
        cash = CashCountOut(
            expected=one.count.expected_cents,
            counted=one.count.counted_cents,
            difference=one.count.difference_cents,
        )
    return {
        "span": one.span.value,
        "period": one.period,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "first_sequence": one.first_sequence,
        "last_sequence": one.last_sequence,
        "sale_count": one.sale_count,
        "refund_count": one.refund_count,
        "sold": one.sold_cents,
        "refunded": one.refunded_cents,
        "total": one.sold_cents - one.refunded_cents,
        "vat": TillVatOut.of(one.parts),
        "parts": [PartOut.of(part) for part in one.parts],
        "means": dict(one.means),
        "perpetual": one.net_cents,
        "perpetual_absolute": one.absolute_cents,
        "cash": cash,
    }


class TillFindingOut(BaseModel):
    """One fault and its place in the chain."""

    fault: str
    sequence: int
    detail: str


class TillVerdictOut(BaseModel):
    """Whether the chain is intact; the first broken place comes first."""

    till_id: str
    intact: bool
    records: int
    tickets: int
    closings: int
    head_sequence: int
    head_hash: str
    perpetual: Amount
    perpetual_absolute: Amount
    finding_count: int
    findings: list[TillFindingOut]

    @classmethod
    def of(cls, one: Verdict) -> "TillVerdictOut":
        """From the walk."""
        findings = [TillFindingOut(fault=f.fault.value, sequence=f.sequence, detail=f.detail) for f in one.findings]
        return cls(
            till_id=one.till_id,
            intact=one.intact,
            records=one.records,
            tickets=one.tickets,
            closings=one.closings,
            head_sequence=one.head_sequence,
            head_hash=one.head_hash,
            perpetual=one.net_cents,
            perpetual_absolute=one.absolute_cents,
            finding_count=one.finding_count,
            findings=findings,
        )


class ReportedRateOut(BaseModel):
    """Goods or services at one rate."""

    category: str
    rate: str
    base: Amount
    vat: Amount
    count: int

    @classmethod
    def of(cls, one: RateTotal) -> "ReportedRateOut":
        """From the domain."""
        category = "services" if one.services else "goods"
        return cls(category=category, rate=one.rate, base=one.base_cents, vat=one.vat_cents, count=one.count)


class ReportedDayOut(BaseModel):
    """One day; ``count`` is the number of its tickets, refunds included."""

    day: date
    count: int
    rates: list[ReportedRateOut]

    @classmethod
    def of(cls, one: DayTotal) -> "ReportedDayOut":
        """From the domain."""
        return cls(day=one.day, count=one.count, rates=[ReportedRateOut.of(rate) for rate in one.rates])


class EReportingOut(BaseModel):
    """Sales to private customers, per day and rate (INV-11)."""

    siren: str
    days: list[ReportedDayOut]
    open_days: list[date] = Field(description="Days of this span on which a till is not closed yet")

    @classmethod
    def of(cls, siren: str, one: EReporting) -> "EReportingOut":
        """From the use case."""
        return cls(siren=siren, days=[ReportedDayOut.of(day) for day in one.days], open_days=list(one.open_days))
