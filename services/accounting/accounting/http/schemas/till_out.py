"""What tills answer."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from accounting.domain.pricing import Nature
from accounting.domain.till.link import Link, PartSum
from accounting.domain.till.record import TillRecord, signature
from accounting.domain.till.standing import Standing
from accounting.domain.till.ticket import Part, TicketLine, TillMeans, TillPayment
from accounting.domain.till.till import Till
from accounting.http.schemas.till_in import ArticleModel
from accounting.usecases.tills.read_link import read_link
from essaim.contracts.types import Amount, format_amount
from essaim.kit.aggregate import Stored


class StandingOut(BaseModel):
    """Where a till stands. ``to_deposit`` is what the bank has not got yet; of cash it is what should be in the drawer."""

    session: int | None
    session_on: date | None
    to_deposit: dict[TillMeans, Amount]
    perpetual: Amount = Field(description="All tickets ever, with their sign; never reset")
    perpetual_absolute: Amount = Field(description="All tickets ever, without their sign; never reset")
    day_closed: date | None
    month_closed: str | None
    year_closed: int | None

    @classmethod
    def of(cls, one: Standing) -> "StandingOut":
        """From the domain."""
        return cls(
            session=one.session,
            session_on=one.session_on,
            to_deposit={TillMeans(name): cents for name, cents in one.held.items()},
            perpetual=one.net_cents,
            perpetual_absolute=one.absolute_cents,
            day_closed=one.day_closed,
            month_closed=one.month_closed,
            year_closed=one.year_closed,
        )


class TillOut(BaseModel):
    """A till."""

    id: str
    code: str
    activity_id: str
    group_id: str
    siren: str
    label: str
    place: str
    articles: list[ArticleModel]
    version: int
    standing: StandingOut | None = None

    @classmethod
    def of(cls, stored: Stored[Till], standing: Standing | None = None) -> "TillOut":
        """From the stored one; with its standing when it is asked for alone."""
        one = stored.state
        articles = [
            ArticleModel(
                code=article.code,
                label=article.label,
                price=format_amount(article.price_cents),
                vat_rate=article.vat_rate,
                nature=article.nature,
            )
            for article in one.articles
        ]
        return cls(
            id=stored.id,
            code=one.code,
            activity_id=one.activity_id,
            group_id=one.group_id,
            siren=one.siren,
            label=one.label,
            place=one.place,
            articles=articles,
            version=stored.version,
            standing=StandingOut.of(standing) if standing else None,
        )


class RecordOut(BaseModel):
    """A record of the chain."""

    till_id: str
    sequence: int
    id: str
    kind: str
    recorded_at: datetime
    day: date
    session: int | None
    hash: str
    previous_hash: str

    @staticmethod
    def common(link: Link, record: TillRecord) -> dict[str, object]:
        """What every record has."""
        return {
            "till_id": link.till_id,
            "sequence": link.sequence,
            "id": link.operation_id,
            "kind": link.kind.value,
            "recorded_at": link.recorded_at,
            "day": link.day,
            "session": link.session,
            "hash": record.hash,
            "previous_hash": link.previous_hash,
        }

    @classmethod
    def of(cls, stored: Stored[TillRecord]) -> "RecordOut":
        """From the stored one."""
        return cls.model_validate(cls.common(read_link(stored.state.body), stored.state))


class OpeningOut(RecordOut):
    """A session that began."""

    expected: Amount
    counted: Amount

    @classmethod
    def of(cls, stored: Stored[TillRecord]) -> "OpeningOut":
        """From the stored one."""
        link = read_link(stored.state.body)
        assert link.opening is not None
        found = {"expected": link.opening.expected_cents, "counted": link.opening.counted_cents}
        return cls.model_validate(cls.common(link, stored.state) | found)


class MovementOut(RecordOut):
    """Money that moved."""

    type: str
    means: TillMeans
    amount: Amount
    reason: str

    @classmethod
    def of(cls, stored: Stored[TillRecord]) -> "MovementOut":
        """From the stored one."""
        link = read_link(stored.state.body)
        assert link.movement is not None
        one = link.movement
        found = {"type": one.type.value, "means": one.means, "amount": one.amount_cents, "reason": one.reason}
        return cls.model_validate(cls.common(link, stored.state) | found)


class DuplicateOut(RecordOut):
    """A receipt that is printed again, with the mark ``DUPLICATA n°``."""

    duplicate: int
    receipt: str

    @classmethod
    def of(cls, stored: Stored[TillRecord]) -> "DuplicateOut":
        """From the stored one."""
        link = read_link(stored.state.body)
        assert link.duplicate is not None
        found = {"duplicate": link.duplicate.number, "receipt": link.duplicate.receipt}
        return cls.model_validate(cls.common(link, stored.state) | found)


class TicketLineOut(BaseModel):
    """One line, including VAT; negative in a refund."""

    label: str
    quantity: str
    unit_price: Amount
    vat_rate: str
    nature: Nature
    amount: Amount
    article: str | None
    sold_line: int | None

    @classmethod
    def of(cls, one: TicketLine) -> "TicketLineOut":
        """From the domain."""
        sign, units = ("-" if one.quantity < 0 else ""), abs(one.quantity)
        decimals = f"{units % 1000:03d}".rstrip("0")
        return cls(
            label=one.label,
            quantity=f"{sign}{units // 1000}{'.' if decimals else ''}{decimals}",
            unit_price=one.unit_price_cents,
            vat_rate=one.vat_rate,
            nature=one.nature,
            amount=one.amount_cents,
            article=one.article,
            sold_line=one.sold_place,
        )


class TillVatOut(BaseModel):
    """Base and VAT of one rate; base and VAT make what was paid."""

    rate: str
    base: Amount
    vat: Amount

    @classmethod
    def of(cls, parts: "tuple[Part, ...] | tuple[PartSum, ...]") -> "list[TillVatOut]":
        """Parts by rate."""
        sums: dict[str, tuple[int, int]] = {}
        for one in parts:
            base, vat = sums.get(one.rate, (0, 0))
            sums[one.rate] = (base + one.base_cents, vat + one.vat_cents)
        return [cls(rate=rate, base=base, vat=vat) for rate, (base, vat) in sums.items()]


class TillPaymentOut(BaseModel):
    """How it was paid; ``change`` is what was handed back."""

    means: TillMeans
    amount: Amount
    given: Amount | None
    change: Amount

    @classmethod
    def of(cls, one: TillPayment) -> "TillPaymentOut":
        """From the domain."""
        return cls(means=one.means, amount=one.amount_cents, given=one.given_cents, change=one.change_cents)


class TicketOut(RecordOut):
    """A sale, or a refund with negative amounts."""

    number: str
    sold_at: datetime
    lines: list[TicketLineOut]
    vat: list[TillVatOut]
    payments: list[TillPaymentOut]
    total: Amount
    refunds: str | None = Field(description="The id of the sale that it takes back")
    reason: str | None
    signature: str = Field(description="The four characters of the hash that the receipt shows")

    @classmethod
    def of(cls, stored: Stored[TillRecord]) -> "TicketOut":
        """From the stored one."""
        link = read_link(stored.state.body)
        ticket = link.certain_ticket
        found = {
            "number": ticket.number,
            "sold_at": ticket.sold_at,
            "lines": [TicketLineOut.of(one) for one in ticket.lines],
            "vat": TillVatOut.of(ticket.parts),
            "payments": [TillPaymentOut.of(one) for one in ticket.payments],
            "total": ticket.total_cents,
            "refunds": link.refers_to,
            "reason": ticket.reason,
            "signature": signature(stored.state.hash),
        }
        return cls.model_validate(cls.common(link, stored.state) | found)
