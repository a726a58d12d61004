"""What is asked of tills."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from accounting.domain.pricing import Nature
from accounting.domain.till.link import MovementType
from accounting.domain.till.refund import AskedRefund
from accounting.domain.till.ticket import AskedLine, TillMeans, TillPayment
from accounting.domain.till.till import Article
from accounting.http.schemas.texts import Decimal, Line, Short
from essaim.contracts.types import AmountIn, Id

ArticleCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$")]
Rate = Annotated[str, StringConstraints(max_length=6)]


class ArticleModel(BaseModel):
    """What is sold; the price includes VAT. The rate is ``0`` when the seller is not liable for VAT."""

    model_config = ConfigDict(extra="forbid")
    code: ArticleCode
    label: Line
    price: AmountIn
    vat_rate: Rate
    nature: Nature

    def to_domain(self) -> Article:
        """As the domain has it."""
        return Article(self.code, self.label, self.price, self.vat_rate, self.nature)


_ARTICLE: JsonDict = {"code": "SAC", "label": "Sac en toile", "price": "18.00", "vat_rate": "20", "nature": "goods"}
Articles = Annotated[list[ArticleModel], Field(max_length=500)]


class TillEdit(BaseModel):
    """What can be edited of a till."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"label": "Stand", "place": "Marché de Noël", "articles": [_ARTICLE]}]},
    )
    label: Short
    place: Line
    articles: Articles = []


class TillIn(TillEdit):
    """A new till of an activity."""

    activity_id: Id


class OpeningIn(BaseModel):
    """The cash that is in the drawer when a session begins."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"counted_float": "50.00"}]})
    counted_float: AmountIn
    operation_id: Id | None = Field(default=None, description="The caller's own id, so that a repetition opens nothing")


class SessionClosingIn(BaseModel):
    """The cash that was counted."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"counted_cash": "268.50"}]})
    counted_cash: AmountIn
    operation_id: Id | None = None


class SoldLineIn(BaseModel):
    """An article of the till, or everything by hand. A price beside an article replaces its price."""

    model_config = ConfigDict(extra="forbid")
    quantity: Decimal = "1"
    article: ArticleCode | None = None
    label: Line | None = None
    unit_price: AmountIn | None = None
    vat_rate: Rate | None = None
    nature: Nature | None = None

    def to_domain(self) -> AskedLine:
        """As the domain has it."""
        return AskedLine(self.quantity, self.article, self.label, self.unit_price, self.vat_rate, self.nature)


class TillPaymentIn(BaseModel):
    """``amount`` is what is paid of the ticket; ``given`` the cash that was handed over."""

    model_config = ConfigDict(extra="forbid")
    means: TillMeans
    amount: AmountIn
    given: AmountIn | None = None

    def to_domain(self) -> TillPayment:
        """As the domain has it."""
        return TillPayment(self.means, self.amount, self.given)


Payments = Annotated[list[TillPaymentIn], Field(min_length=1, max_length=10)]
_SALE: JsonDict = {
    "sale_id": "01a23a50-7c10-7d55-a3c1-5b7e90d14c21",
    "lines": [
        {"article": "SAC", "quantity": "2"},
        {"label": "Retouche", "quantity": "1", "unit_price": "7.50", "vat_rate": "20", "nature": "services"},
    ],
    "payments": [{"means": "cash", "amount": "43.50", "given": "50.00"}],
}


class SaleIn(BaseModel):
    """A sale. ``sale_id`` is made by the phone: sent twice, it is one sale. ``sold_at`` when it was sold without a network."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_SALE]})
    sale_id: Id | None = None
    lines: Annotated[list[SoldLineIn], Field(min_length=1, max_length=100)]
    payments: Payments
    sold_at: AwareDatetime | None = None


class RefundLineIn(BaseModel):
    """How much of which line of the sale, from 0."""

    model_config = ConfigDict(extra="forbid")
    line: Annotated[int, Field(ge=0, le=99, strict=True)]
    quantity: Decimal

    def to_domain(self) -> AskedRefund:
        """As the domain has it."""
        return AskedRefund(self.line, self.quantity)


class RefundIn(BaseModel):
    """A refund; without ``lines`` everything that is left of the sale."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "lines": [{"line": 0, "quantity": "1"}],
                    "payments": [{"means": "cash", "amount": "18.00"}],
                    "reason": "Couture défaite",
                }
            ]
        },
    )
    refund_id: Id | None = None
    lines: Annotated[list[RefundLineIn], Field(min_length=1, max_length=100)] | None = None
    payments: Payments
    reason: Line


class MovementIn(BaseModel):
    """Money into the drawer (``IN``), out of it (``OUT``), or to the bank (``DEPOSIT``, with the number of its slip)."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"type": "DEPOSIT", "means": "cash", "amount": "200.00", "reason": "Bordereau 1207"}]
        },
    )
    type: MovementType
    means: TillMeans = TillMeans.CASH
    amount: AmountIn
    reason: Short
    operation_id: Id | None = None


class TillPeriodIn(BaseModel):
    """Which month, or which financial year by the civil year in which it ends: exactly one of them."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"month": "2026-12"}, {"year": 2027}]})
    month: Annotated[str, StringConstraints(max_length=10)] | None = None
    year: Annotated[int, Field(ge=2000, le=2099)] | None = None
