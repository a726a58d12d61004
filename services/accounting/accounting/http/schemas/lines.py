"""Lines, discounts and totals: what quotes and invoices have in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.pricing import Discount, Line as PricedLine, Nature, Totals, Unit
from accounting.domain.vat import VAT_PER_MILLE, VatTreatment
from accounting.http.schemas.texts import Decimal, Line, Text
from essaim.contracts.types import Amount, AmountIn, format_amount

RATES = f"One of {', '.join(VAT_PER_MILLE)}; 0 with a vat_treatment that says why"


class LineModel(BaseModel):
    """One line; the price excludes VAT."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"label": "Sac", "quantity": "2", "unit_price": "18.50", "vat_rate": "20", "nature": "goods"},
                {
                    "label": "Atelier couture",
                    "quantity": "3",
                    "unit": "HUR",
                    "unit_price": "40.00",
                    "discount_percent": "10",
                    "vat_rate": "20",
                    "nature": "services",
                    "section": "Animation",
                },
            ]
        },
    )
    label: Line
    quantity: Decimal
    unit_price: AmountIn
    vat_rate: str = Field(pattern=r"^[0-9]{1,2}(\.[0-9]{1,2})?$", description=RATES)
    nature: Nature
    unit: Unit = Field(default=Unit.PIECE, description="UN/ECE Recommendation 20: C62 piece, HUR hour, DAY, MTR…")
    discount_percent: Decimal = "0"
    vat_treatment: VatTreatment = VatTreatment.STANDARD
    section: Line | None = Field(default=None, description="The heading of the group of lines that it stands in")
    detail: Text | None = Field(default=None, description="What is said below the label")

    def to_domain(self) -> PricedLine:
        """As the domain has it."""
        return PricedLine(
            self.label,
            self.quantity,
            self.unit_price,
            self.vat_rate,
            self.nature,
            self.unit,
            self.discount_percent,
            self.vat_treatment,
            self.section or "",
            self.detail or "",
        )

    @classmethod
    def of(cls, line: PricedLine) -> "LineModel":
        """From the domain."""
        return cls.model_validate(
            {
                "label": line.label,
                "quantity": line.quantity,
                "unit_price": format_amount(line.unit_price_cents),
                "vat_rate": line.vat_rate,
                "nature": line.nature,
                "unit": line.unit,
                "discount_percent": line.discount_percent,
                "vat_treatment": line.vat_treatment,
                "section": line.section or None,
                "detail": line.detail or None,
            }
        )


Lines = Annotated[list[LineModel], Field(min_length=1, max_length=200)]


def lines_of(lines: list[LineModel]) -> tuple[PricedLine, ...]:
    """The lines as the domain has them."""
    return tuple(line.to_domain() for line in lines)


class DiscountModel(BaseModel):
    """A discount on the whole document: percent, or an amount without VAT."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"label": "Remise de bienvenue", "percent": "5"}]}
    )
    label: Line
    percent: Decimal | None = None
    amount: AmountIn | None = None

    def to_domain(self) -> Discount:
        """As the domain has it."""
        return Discount(self.label, self.percent, self.amount)

    @classmethod
    def of(cls, discount: Discount | None) -> "DiscountModel | None":
        """From the domain."""
        if discount is None:
            return None
        amount = None if discount.amount_cents is None else format_amount(discount.amount_cents)
        return cls.model_validate({"label": discount.label, "percent": discount.percent, "amount": amount})


class VatModel(BaseModel):
    """The VAT of one rate, computed on the sum of its lines (INV-04)."""

    rate: str
    treatment: VatTreatment
    base: Amount
    vat: Amount


def vat_of(totals: Totals) -> list[VatModel]:
    """The VAT of a document, highest rate first."""
    return [
        VatModel(rate=one.rate, treatment=one.treatment, base=one.base_cents, vat=one.vat_cents) for one in totals.vat
    ]
