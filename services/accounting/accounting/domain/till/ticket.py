"""A ticket: lines with prices including VAT, the VAT inside them, and how it was paid.

Base = amount × 100 / (100 + rate), half up, once per rate on the total of the ticket; the VAT is the rest, so that base and VAT
always add up to what was paid and no rounding difference is left (INV-04).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accounting.domain.errors import InputError, RuleError
from accounting.domain.money import half_up, split
from accounting.domain.pricing import Nature, thousandths
from accounting.domain.till.till import LARGEST_CENTS, RATES, Till, check_price, check_rate

MOST_LINES = 100
MOST_PAYMENTS = 10
MOST_CASH_CENTS = 100_000
"""A private customer pays at most 1 000 euros in cash (CMF art. L112-6 and D112-3)."""
Amounts = Mapping[tuple[str, str], int]
"""Amounts including VAT by nature and rate."""


class TillMeans(StrEnum):
    """How customers pay at a stall."""

    CASH = "cash"
    CARD = "card"
    CHEQUE = "cheque"


@dataclass(frozen=True)
class TicketLine:
    """One line, in thousandths and in cents including VAT; negative in a refund, where ``sold_place`` is the line of the sale
    that it takes back (from 0)."""

    label: str
    quantity: int
    unit_price_cents: int
    vat_rate: str
    nature: Nature
    amount_cents: int
    article: str | None = None
    sold_place: int | None = None


@dataclass(frozen=True)
class Part:
    """What a ticket has of one nature at one rate."""

    nature: Nature
    rate: str
    including_cents: int
    base_cents: int
    vat_cents: int


@dataclass(frozen=True)
class TillPayment:
    """What was paid by one means; ``given_cents`` is the cash that the customer handed over."""

    means: TillMeans
    amount_cents: int
    given_cents: int | None = None

    @property
    def change_cents(self) -> int:
        """What was handed back."""
        return 0 if self.given_cents is None else self.given_cents - self.amount_cents


@dataclass(frozen=True)
class Ticket:
    """A sale, or a refund with negative amounts. ``number`` (``C01-000042``) has no gap within the till."""

    number: str
    sold_at: datetime
    lines: tuple[TicketLine, ...]
    parts: tuple[Part, ...]
    payments: tuple[TillPayment, ...]
    total_cents: int
    reason: str | None = None


@dataclass(frozen=True)
class AskedLine:
    """A line as it is typed: an article of the till, or everything by hand."""

    quantity: str
    article: str | None = None
    label: str | None = None
    unit_price_cents: int | None = None
    vat_rate: str | None = None
    nature: Nature | None = None


def receipt_number(code: str, number: int) -> str:
    """``C01-000042``."""
    return f"{code}-{number:06d}"


def price_lines(asked: Sequence[AskedLine], till: Till, *, liable: bool) -> tuple[TicketLine, ...]:
    """The lines of a sale. InputError for the first one that cannot be sold."""
    if not 1 <= len(asked) <= MOST_LINES:
        raise InputError("lines", f"has {len(asked)} lines", f"1 to {MOST_LINES}")
    lines = tuple(_priced(place, one, till, liable) for place, one in enumerate(asked))
    if sum(line.amount_cents for line in lines) > LARGEST_CENTS:
        raise InputError("lines", "add up to more than a till takes", "at most 1000000.00")
    return lines


def _priced(place: int, asked: AskedLine, till: Till, liable: bool) -> TicketLine:
    where = f"lines.{place}"
    quantity = thousandths(asked.quantity, f"{where}.quantity")
    if asked.article is not None:
        article = till.article(asked.article, f"{where}.article")
        label, price, rate, nature = article.label, article.price_cents, article.vat_rate, article.nature
        if asked.unit_price_cents is not None:
            price = asked.unit_price_cents
    elif asked.label and asked.unit_price_cents is not None and asked.vat_rate and asked.nature:
        label, price, rate, nature = asked.label, asked.unit_price_cents, asked.vat_rate, asked.nature
    else:
        accepted = "an article of the till, or label, unit_price, vat_rate and nature"
        raise InputError(where, "does not say what is sold", accepted)
    check_price(price, f"{where}.unit_price")
    check_rate(rate, f"{where}.vat_rate", liable=liable)
    amount = half_up(quantity * price, 1000)
    if not 0 < amount <= LARGEST_CENTS:
        raise InputError(where, "has an amount out of bounds", "0.01 to 1000000.00")
    return TicketLine(label, quantity, price, rate, nature, amount, asked.article)


def amounts_of(lines: Iterable[TicketLine]) -> dict[tuple[str, str], int]:
    """What lines add up to, by nature and rate."""
    found: dict[tuple[str, str], int] = {}
    for line in lines:
        key = (line.nature.value, line.vat_rate)
        found[key] = found.get(key, 0) + line.amount_cents
    return found


def taxed(amounts: Amounts) -> tuple[Part, ...]:
    """The VAT inside amounts of at least 0: one rounding per rate, split over the natures to the cent."""
    parts: list[Part] = []
    for rate, per_mille in RATES.items():
        natures = [one for one in Nature if amounts.get((one.value, rate))]
        sums = [amounts[one.value, rate] for one in natures]
        if sums:
            bases = split(half_up(sum(sums) * 1000, 1000 + per_mille), sums)
            for nature, including, base in zip(natures, sums, bases, strict=True):
                parts.append(Part(nature, rate, including, base, including - base))
    return tuple(parts)


def check_payments(payments: Sequence[TillPayment], total_cents: int) -> None:
    """InputError unless the payments make the total, RuleError for more cash than the law allows."""
    if not 1 <= len(payments) <= MOST_PAYMENTS:
        raise InputError("payments", f"has {len(payments)} payments", f"1 to {MOST_PAYMENTS}")
    for place, one in enumerate(payments):
        if not 0 < one.amount_cents <= LARGEST_CENTS:
            raise InputError(f"payments.{place}.amount", "is not what somebody pays", "an amount above 0.00")
        if one.given_cents is None:
            continue
        if one.means is not TillMeans.CASH:
            raise InputError(f"payments.{place}.given", "is for cash only", "nothing, with a card or a cheque")
        if not one.amount_cents <= one.given_cents <= LARGEST_CENTS:
            raise InputError(
                f"payments.{place}.given", "is less than the amount or out of bounds", "the amount or more"
            )
    paid = sum(one.amount_cents for one in payments)
    if paid != total_cents:
        raise InputError("payments", f"add up to {_euros(paid)}", f"{_euros(total_cents)}, the total of the ticket")
    cash = sum(one.amount_cents for one in payments if one.means is TillMeans.CASH)
    if cash > MOST_CASH_CENTS:
        detail = f"{_euros(cash)} in cash: a private customer pays at most 1000.00 in cash (CMF art. L112-6)"
        raise RuleError("cmf-l112-6-too-much-cash", detail)


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
