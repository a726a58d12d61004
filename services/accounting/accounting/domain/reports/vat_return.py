"""The figures of a VAT return (form 3310-CA3) from the ledger, with the checks that they are what the accounts say.

The form wants whole euros: every box is rounded by itself and totals are made of rounded boxes, so that the form adds up;
the exact cents stand beside. A box cannot be negative: where credit notes exceed the sales of a rate, the tax goes to
box 21 and the base to B5.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from accounting.domain.money import half_up
from accounting.domain.reports import vat_boxes as boxes
from accounting.domain.reports.vat_sums import COLLECTED, FOLLOWED, NO_RATE, ON_ASSETS, ON_OTHERS, VatSums
from accounting.domain.vat import VAT_PER_MILLE

BASIS = (
    "Les montants suivent le grand livre. La TVA des biens (44571) y est inscrite à l’émission de la facture ; celle des"
    " services aussi quand le vendeur a opté pour les débits. Sans cette option, la TVA d’un service n’est due qu’à son"
    " encaissement (CGI, art. 269, 2 c) : elle attend au compte 4458 et n’entre ici qu’au mois du règlement, avec sa base. Le"
    " montant des services de la période est donné à part."
)


@dataclass(frozen=True)
class Box:
    """One box: whole euros as they are declared, and the exact cents. None where the box has no such column."""

    number: str
    label: str
    base_euros: int | None = None
    tax_euros: int | None = None
    base_cents: int | None = None
    tax_cents: int | None = None


@dataclass(frozen=True)
class AccountCheck:
    """A VAT account: what it moved by the kept sums, and what of it is in the boxes or settles earlier returns."""

    account: str
    moved_cents: int
    declared_cents: int
    settled_cents: int

    @property
    def difference_cents(self) -> int:
        """What is on the account and in no box: it has to be looked at."""
        return self.moved_cents - self.declared_cents - self.settled_cents


@dataclass(frozen=True)
class RateCheck:
    """A rate: the tax that its base makes, and the tax that was booked. Rounding per invoice makes cents of difference."""

    rate: str
    base_cents: int
    expected_cents: int
    booked_cents: int

    @property
    def difference_cents(self) -> int:
        """Booked minus expected."""
        return self.booked_cents - self.expected_cents

    @property
    def is_plausible(self) -> bool:
        """Whether rounding can explain the difference: a euro, or a thousandth of the base."""
        return abs(self.difference_cents) <= max(100, abs(self.base_cents) // 1000)


@dataclass(frozen=True)
class VatReturn:
    """The return. ``due_euros`` is to be paid, ``credit_euros`` to be carried: one of them is 0."""

    boxes: tuple[Box, ...]
    gross_cents: int
    deductible_cents: int
    due_euros: int
    credit_euros: int
    accounts: tuple[AccountCheck, ...]
    rates: tuple[RateCheck, ...]
    services_base_cents: int
    services_tax_cents: int
    other_accounts: Mapping[str, int]

    @property
    def net_cents(self) -> int:
        """Exact: positive to pay, negative a credit."""
        return self.gross_cents - self.deductible_cents

    @property
    def is_complete(self) -> bool:
        """Whether every cent on the VAT accounts of the period is in a box, and the tax of each rate is that of its base."""
        booked = not self.other_accounts and all(one.difference_cents == 0 for one in self.accounts)
        return booked and all(one.is_plausible for one in self.rates)


def vat_return(
    sums: VatSums, account_moves: Mapping[str, int], carried_cents: int, other_accounts: Mapping[str, int]
) -> VatReturn:
    """The return from the entries' sums.

    ``account_moves`` are debit minus credit of the followed accounts by the kept sums, ``carried_cents`` the credit that
    44567 carried into the period, ``other_accounts`` further VAT accounts that moved and that no box takes.
    """
    rated = [_rate_box(rate, sums) for rate in boxes.RATES]
    over = _over(sums)
    taxed_base = sum(max(0, sums.bases.get(rate, 0)) for rate in boxes.RATES)
    untaxed = sum(cents for rate, cents in sums.bases.items() if rate not in boxes.RATES)
    on_assets, on_others = sums.moved.get(ON_ASSETS, 0), sums.moved.get(ON_OTHERS, 0)
    gross = sum(one.tax_cents or 0 for one in rated)
    deducted = (
        _tax(boxes.ON_ASSETS, on_assets),
        _tax(boxes.ON_OTHERS, on_others),
        _tax(boxes.OTHER, -over.tax),
        _tax(boxes.CARRIED, carried_cents),
    )
    deductible = sum(one.tax_cents or 0 for one in deducted)
    gross_euros = sum(one.tax_euros or 0 for one in rated)
    deductible_euros = sum(one.tax_euros or 0 for one in deducted)
    net, net_euros = gross - deductible, gross_euros - deductible_euros
    no_rate = sums.taxes.get(NO_RATE, 0)
    listed = [_base(boxes.SALES, taxed_base), *([_base(boxes.ADJUSTED, -over.base)] if over.base else [])]
    listed += [_base(boxes.UNTAXED, untaxed)] if untaxed else []
    listed += [*rated, *([_tax(boxes.NO_RATE, no_rate)] if no_rate else [])]
    listed += [
        _whole(boxes.GROSS, gross_euros, gross),
        *deducted,
        _whole(boxes.DEDUCTIBLE, deductible_euros, deductible),
    ]
    if net_euros < 0:
        listed += [_whole(boxes.CREDIT, -net_euros, -net), _whole(boxes.TO_CARRY, -net_euros, -net)]
    listed += [_whole(one, max(0, net_euros), max(0, net)) for one in (boxes.DUE, boxes.NET, boxes.TO_PAY)]
    declared = {COLLECTED: -(gross + over.tax), ON_ASSETS: on_assets, ON_OTHERS: on_others}
    return VatReturn(
        boxes=tuple(listed),
        gross_cents=gross,
        deductible_cents=deductible,
        due_euros=max(0, net_euros),
        credit_euros=max(0, -net_euros),
        accounts=tuple(
            AccountCheck(one, account_moves.get(one, 0), declared[one], sums.settled.get(one, 0)) for one in FOLLOWED
        ),
        rates=tuple(_rate_check(rate, sums) for rate in boxes.RATES if rate in sums.bases or rate in sums.taxes),
        services_base_cents=sum(sums.service_bases.values()),
        services_tax_cents=sum(_tax_on(cents, rate) for rate, cents in sums.service_bases.items()),
        other_accounts=dict(other_accounts),
    )


@dataclass(frozen=True)
class _Over:
    """Bases and taxes of the rates on which credit notes exceed sales: both negative or zero."""

    base: int
    tax: int


def _over(sums: VatSums) -> _Over:
    return _Over(
        sum(min(0, sums.bases.get(rate, 0)) for rate in boxes.RATES),
        sum(min(0, sums.taxes.get(rate, 0)) for rate in boxes.RATES),
    )


def _rate_box(rate: str, sums: VatSums) -> Box:
    base, tax = max(0, sums.bases.get(rate, 0)), max(0, sums.taxes.get(rate, 0))
    one = boxes.RATES[rate]
    return Box(one.number, one.label, _euros(base), _euros(tax), base, tax)


def _rate_check(rate: str, sums: VatSums) -> RateCheck:
    base = sums.bases.get(rate, 0)
    return RateCheck(rate, base, _tax_on(base, rate), sums.taxes.get(rate, 0))


def _tax_on(base_cents: int, rate: str) -> int:
    return half_up(base_cents * VAT_PER_MILLE.get(rate, 0), 1000)


def _base(one: boxes.BoxLabel, cents: int) -> Box:
    return Box(one.number, one.label, base_euros=_euros(cents), base_cents=cents)


def _tax(one: boxes.BoxLabel, cents: int) -> Box:
    return Box(one.number, one.label, tax_euros=_euros(cents), tax_cents=cents)


def _whole(one: boxes.BoxLabel, euros: int, cents: int) -> Box:
    return Box(one.number, one.label, tax_euros=euros, tax_cents=cents)


def _euros(cents: int) -> int:
    """Whole euros: less than fifty cents are dropped, fifty and more count as one."""
    return half_up(cents, 100)
