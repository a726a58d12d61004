"""A line of a supplier's invoice: the charge or the asset, its VAT, how much of it is deducted, and whether it counts.

Amounts are those of the paper and exclude VAT. A rebate on the same paper is a negative line on 609, 619 or 629; a whole
invoice that takes something back is a credit note with positive lines instead.
"""

from dataclasses import dataclass

from accounting.domain.accounts import check_account
from accounting.domain.errors import InputError
from accounting.domain.money import half_up
from accounting.domain.vat import NO_VAT, VAT_PER_MILLE, VatTreatment, rate_is_known

MOST_LINES = 200
LARGEST_CENTS = 10_000_000_000
REBATES = ("609", "619", "629")
"""Where what a supplier takes off is credited."""
SELF_ASSESSED = (VatTreatment.REVERSE_CHARGE, VatTreatment.INTRA_COMMUNITY)
"""VAT that is not on the paper: the buyer declares it, and deducts it at once as far as it may."""


@dataclass(frozen=True)
class PurchaseLine:
    """One line. ``vat_rate`` is None where nobody said it; ``deductible_percent`` is the part of its VAT that is recovered.

    Of VAT that the buyer declares (``treatment``), ``vat_cents`` is 0: the paper has none. ``in_contribution`` lowers the
    margin that the contribution is taken of. ``order_line`` is the place of the line of the order that it invoices.
    """

    label: str
    account: str
    excluding_vat_cents: int
    vat_rate: str | None = None
    vat_cents: int = 0
    treatment: VatTreatment = VatTreatment.STANDARD
    deductible_percent: int = 100
    in_contribution: bool = True
    quantity: str | None = None
    order_line: int | None = None

    @property
    def including_vat_cents(self) -> int:
        """What the supplier asks for it."""
        return self.excluding_vat_cents + self.vat_cents

    @property
    def declared_vat_cents(self) -> int:
        """The VAT that the buyer declares in the place of the supplier (CGI art. 283-2, 283-2 nonies)."""
        if self.treatment not in SELF_ASSESSED or self.vat_rate is None:
            return 0
        return computed_vat(self.excluding_vat_cents, self.vat_rate)

    @property
    def deducted_cents(self) -> int:
        """The VAT that is recovered."""
        return half_up((self.vat_cents + self.declared_vat_cents) * self.deductible_percent, 100)

    @property
    def charge_cents(self) -> int:
        """What stays: the amount, and the VAT that is not recovered."""
        return self.including_vat_cents + self.declared_vat_cents - self.deducted_cents

    @property
    def counted_cents(self) -> int:
        """What of it counts among the purchases of the contribution. An asset does not: it is no charge of the year."""
        return self.charge_cents if self.in_contribution and self.account.startswith("6") else 0

    @property
    def vat_account(self) -> str:
        """Where its VAT is recovered: on assets, or on other goods and services."""
        return "44562" if self.account.startswith("2") else "44566"


def computed_vat(excluding_vat_cents: int, rate: str) -> int:
    """The VAT of a rate on an amount, in cents, half up."""
    return half_up(excluding_vat_cents * VAT_PER_MILLE.get(rate, 0), 1000)


def check_line(line: PurchaseLine, field: str, tolerance_cents: int) -> None:
    """InputError for a line that cannot be booked (ACC-07), by field below ``field``."""
    check_account(line.account, field=f"{field}.account", classes="26")
    if not 0 < abs(line.excluding_vat_cents) <= LARGEST_CENTS:
        accepted = f"0.01 to {LARGEST_CENTS // 100}.00"
        raise InputError(f"{field}.total_excluding_vat", "is not an amount of a purchase", accepted)
    if line.excluding_vat_cents < 0 and not line.account.startswith(REBATES):
        accepted = f"an amount above 0; a rebate is on {', '.join(REBATES)}, a credit note is one of kind credit_note"
        raise InputError(f"{field}.total_excluding_vat", "is below 0", accepted)
    if not 0 <= line.deductible_percent <= 100:
        raise InputError(f"{field}.deductible_percent", "is no part of the VAT", "0 to 100")
    _check_vat(line, field, tolerance_cents)


def _check_vat(line: PurchaseLine, field: str, tolerance_cents: int) -> None:
    _check_rate(line, field)
    sign = 1 if line.excluding_vat_cents > 0 else -1
    if not 0 <= sign * line.vat_cents <= abs(line.excluding_vat_cents):
        accepted = "0.00 to the amount excluding VAT, with its sign"
        raise InputError(f"{field}.vat", "is not a VAT amount of this purchase", accepted)
    if line.treatment is not VatTreatment.STANDARD and line.vat_cents:
        raise InputError(f"{field}.vat", f"is there, and the line is {line.treatment.value}", "0.00")
    if line.treatment is VatTreatment.STANDARD and line.vat_rate is not None:
        wanted = computed_vat(line.excluding_vat_cents, line.vat_rate)
        if abs(line.vat_cents - wanted) > tolerance_cents:
            accepted = f"{_written(wanted)}, give or take {tolerance_cents} cents"
            raise InputError(f"{field}.vat", f"is not VAT at {line.vat_rate} %", accepted)


def _check_rate(line: PurchaseLine, field: str) -> None:
    rate = line.vat_rate
    if line.treatment in SELF_ASSESSED:
        if rate not in VAT_PER_MILLE:
            accepted = f"the rate at which it is declared here: {', '.join(VAT_PER_MILLE)}"
            raise InputError(f"{field}.vat_rate", "is missing or none", accepted)
        return
    standard_none = line.treatment is VatTreatment.STANDARD and rate == NO_VAT
    if rate is not None and not standard_none and not rate_is_known(rate, line.treatment):
        accepted = f"{', '.join(VAT_PER_MILLE)}, or {NO_VAT}"
        raise InputError(f"{field}.vat_rate", f"{rate} does not go with {line.treatment.value} (INV-03)", accepted)


def _written(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
