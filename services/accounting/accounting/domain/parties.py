"""Who sells and who buys: a legal entity of the cooperative, and its customers."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from accounting.domain.checks import check_siren, check_vat_number
from accounting.domain.errors import InputError

DEFAULT_RATE_PERCENT = "10"


@dataclass(frozen=True)
class Address:
    """A postal address."""

    line: str
    postcode: str
    city: str
    country: str = "FR"

    @property
    def lines(self) -> tuple[str, ...]:
        """As it is written on an envelope."""
        town = f"{self.postcode} {self.city}"
        return (self.line, town) if self.country == "FR" else (self.line, town, self.country)


@dataclass(frozen=True)
class LegalEntity:
    """A legal entity of the cooperative: the only seller there is, with one SIREN and one FEC (CAE-01)."""

    siren: str
    name: str
    legal_form: str
    share_capital_cents: int
    address: Address
    rcs_city: str
    vat_number: str
    fiscal_year_start_month: int
    contribution_rate_percent: str = DEFAULT_RATE_PERCENT
    iban: str | None = None

    def __post_init__(self) -> None:
        check_siren(self.siren)
        check_vat_number(self.vat_number, self.siren)
        if not 1 <= self.fiscal_year_start_month <= 12:
            raise InputError("fiscal_year_start_month", "is not a month", "1 to 12")
        rate_per_ten_thousand(self.contribution_rate_percent)


class CustomerKind(StrEnum):
    """Whether a customer is a business: the recovery indemnity of 40 € is due by businesses only (INV-05)."""

    BUSINESS = "business"
    PRIVATE = "private"


@dataclass(frozen=True)
class Customer:
    """Who buys. ``account`` is the auxiliary account, for instance ``C00042``."""

    name: str
    kind: CustomerKind
    address: Address
    account: str
    siren: str | None = None
    vat_number: str | None = None
    group_id: str | None = None

    def __post_init__(self) -> None:
        if self.siren is not None:
            check_siren(self.siren)
        if self.vat_number is not None and self.vat_number.startswith("FR"):
            if self.siren is None:
                raise InputError("siren", "is missing", "the SIREN that the VAT number belongs to")
            check_vat_number(self.vat_number, self.siren)
        if self.kind is CustomerKind.PRIVATE and (self.siren or self.vat_number):
            raise InputError("kind", "is private, but the customer has a SIREN or a VAT number", "business")


def rate_per_ten_thousand(percent: str) -> int:
    """A rate in percent with at most two decimals, as an integer: ``"10"`` is 1000. InputError outside 0 to 100."""
    accepted = "a decimal from 0 to 100 with at most two decimals, such as 10 or 13.5"
    try:
        scaled = Decimal(percent) * 100
    except InvalidOperation:
        raise InputError("contribution_rate_percent", "is not a number", accepted) from None
    if not scaled.is_finite() or scaled != scaled.to_integral_value() or not 0 <= scaled <= 10_000:
        raise InputError("contribution_rate_percent", "is out of bounds", accepted)
    return int(scaled)
