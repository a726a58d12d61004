"""What can be claimed in a legal entity, and the kilometre scale of a civil year."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from accounting.domain.expenses.expense_type import ExpensePolicy, ExpenseType, LineKind
from accounting.domain.expenses.kilometre_scale import KilometreScale, Rate, VehicleKind, thousandths
from accounting.http.schemas.expense_lines import Code, Rate as VatRate
from accounting.http.schemas.texts import Line as Text
from essaim.contracts.types import Amount, AmountIn, Siren

PerKilometre = Annotated[str, StringConstraints(pattern=r"^[0-9](\.[0-9]{1,3})?$")]


class ExpenseTypeIn(BaseModel):
    """One type. No rate in ``vat_rates`` means that VAT stays in the charge; ``ceiling`` is per line, VAT included."""

    model_config = ConfigDict(extra="forbid")
    code: Code
    label: Text
    account: str = Field(pattern=r"^6[0-9]{2,7}$", description="An account of class 6 of the chart")
    kind: LineKind = LineKind.PLAIN
    vat_rates: list[VatRate] = Field(default_factory=list, max_length=4)
    receipt_required: bool = True
    in_contribution: bool = Field(default=True, description="Lowers the margin that the contribution is taken of")
    ceiling: AmountIn | None = None
    note: str = Field(default="", max_length=500)

    def to_domain(self) -> ExpenseType:
        """As the domain has it."""
        return ExpenseType(
            code=self.code,
            label=self.label,
            account=self.account,
            kind=self.kind,
            vat_rates=tuple(dict.fromkeys(self.vat_rates)),
            receipt_required=self.receipt_required,
            in_contribution=self.in_contribution,
            ceiling_cents=self.ceiling,
            note=self.note,
        )


class ExpensePolicyIn(BaseModel):
    """All types, in place of those before, and the accounts of what people are owed and give up."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "types": [
                        {"code": "train", "label": "Train, bus", "account": "6251"},
                        {
                            "code": "meal",
                            "label": "Repas",
                            "account": "6256",
                            "vat_rates": ["10", "20"],
                            "ceiling": "25.00",
                        },
                    ],
                    "payable_account": "467",
                    "waiver_account": "7582",
                    "telephone_percent": 50,
                }
            ]
        },
    )
    types: list[ExpenseTypeIn] = Field(min_length=1, max_length=100)
    payable_account: str = Field(default="467", description="467, 468, 425 (employees) or 455 (members)")
    waiver_account: str = Field(default="7582", description="7582, 758, 768 or 778")
    telephone_percent: int = Field(default=50, ge=1, le=100)

    def to_domain(self, siren: str) -> ExpensePolicy:
        """As the domain has it."""
        types = tuple(one.to_domain() for one in self.types)
        return ExpensePolicy(siren, types, self.payable_account, self.waiver_account, self.telephone_percent)


class ExpenseTypeOut(BaseModel):
    """One type as it is kept."""

    code: str
    label: str
    account: str
    kind: LineKind
    vat_rates: list[str]
    receipt_required: bool
    in_contribution: bool
    ceiling: Amount | None
    note: str


class ExpensePolicyOut(BaseModel):
    """What holds now; ``version`` 0 is the seeded list."""

    siren: Siren
    types: list[ExpenseTypeOut]
    payable_account: str
    waiver_account: str
    telephone_percent: int
    version: int

    @classmethod
    def of(cls, policy: ExpensePolicy, version: int) -> "ExpensePolicyOut":
        """From the domain."""
        return cls(
            siren=policy.siren,
            types=[
                ExpenseTypeOut(
                    code=one.code,
                    label=one.label,
                    account=one.account,
                    kind=one.kind,
                    vat_rates=list(one.vat_rates),
                    receipt_required=one.receipt_required,
                    in_contribution=one.in_contribution,
                    ceiling=one.ceiling_cents,
                    note=one.note,
                )
                for one in policy.types
            ],
            payable_account=policy.payable_account,
            waiver_account=policy.waiver_account,
            telephone_percent=policy.telephone_percent,
            version=version,
        )


class KilometreRateModel(BaseModel):
    """A row: up to ``first_km`` per kilometre; up to ``second_km`` less and a constant in euros; above one rate on all."""

    model_config = ConfigDict(extra="forbid")
    vehicle: VehicleKind
    power_from: int = Field(ge=1, le=99)
    power_to: int | None = Field(default=None, ge=1, le=99)
    first_km: int = Field(ge=1, le=100_000)
    second_km: int = Field(ge=1, le=1_000_000)
    first_rate: PerKilometre
    second_rate: PerKilometre
    second_constant: int = Field(ge=0, le=100_000)
    third_rate: PerKilometre

    def to_domain(self) -> Rate:
        """As the domain has it."""
        return Rate(
            vehicle=self.vehicle,
            power_from=self.power_from,
            power_to=self.power_to,
            first_km=self.first_km,
            second_km=self.second_km,
            first_rate=thousandths(self.first_rate),
            second_rate=thousandths(self.second_rate),
            second_constant=self.second_constant,
            third_rate=thousandths(self.third_rate),
        )

    @classmethod
    def of(cls, one: Rate) -> "KilometreRateModel":
        """From the domain."""
        return cls(
            vehicle=one.vehicle,
            power_from=one.power_from,
            power_to=one.power_to,
            first_km=one.first_km,
            second_km=one.second_km,
            first_rate=_rate(one.first_rate),
            second_rate=_rate(one.second_rate),
            second_constant=one.second_constant,
            third_rate=_rate(one.third_rate),
        )


class KilometreScaleIn(BaseModel):
    """The scale of the civil year that begins on the day in the path, and the text that it comes from."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "source": "Arrêté du 27 mars 2023 (CGI ann. IV art. 6 B)",
                    "rates": [
                        {
                            "vehicle": "car",
                            "power_from": 1,
                            "power_to": 3,
                            "first_km": 5000,
                            "second_km": 20000,
                            "first_rate": "0.529",
                            "second_rate": "0.316",
                            "second_constant": 1065,
                            "third_rate": "0.370",
                        }
                    ],
                }
            ]
        },
    )
    source: Text
    rates: list[KilometreRateModel] = Field(min_length=1, max_length=50)


class KilometreScaleOut(BaseModel):
    """A scale, and the civil years that it holds for. ``seeded`` is the one that comes with the software."""

    first_year: int
    last_year: int
    source: str
    seeded: bool
    rates: list[KilometreRateModel]

    @classmethod
    def of(cls, scale: KilometreScale, *, seeded: bool) -> "KilometreScaleOut":
        """From the domain."""
        return cls(
            first_year=scale.first_year,
            last_year=scale.last_year,
            source=scale.source,
            seeded=seeded,
            rates=[KilometreRateModel.of(one) for one in scale.rates],
        )


def _rate(thousandth: int) -> str:
    return f"{thousandth // 1000}.{thousandth % 1000:03d}"
