"""What a customer reads of a quote, as plain data: the same for its PDF and for the page on which it is signed (R127-3)."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from accounting.domain.mentions import debits_text, exemption_text
from accounting.domain.parties import Customer, LegalEntity
from accounting.domain.pricing import Line, Totals
from accounting.domain.quote import PlanShown, Quote
from accounting.domain.quote_plan import effective, instalment_amounts
from accounting.domain.vat import NO_VAT_REASONS, VatTreatment


@dataclass(frozen=True)
class SheetSection:
    """Lines under one heading; lines before the first heading have none."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class SheetInstalment:
    """One part of the plan; ``cents`` includes VAT."""

    label: str
    percent: str
    on: date | None
    cents: int


@dataclass(frozen=True)
class QuoteSheet:
    """One quote or draft. A draft has no number and says that it is none.

    ``contract_ends_on`` is the end of the CAPE that every document names (CAPE-05), none where nobody is under one.
    """

    draft: bool
    number: str | None
    edition: int
    sent_on: date | None
    valid_until: date
    title: str
    note: str
    conditions: str
    seller: LegalEntity
    buyer: Customer
    trade_name: str
    contract_ends_on: date | None
    sections: tuple[SheetSection, ...]
    discount_label: str
    totals: Totals
    plan_shown: PlanShown
    plan: tuple[SheetInstalment, ...]
    mentions: tuple[str, ...]
    logo: bytes | None = None


def quote_sheet_of(
    quote: Quote,
    seller: LegalEntity,
    buyer: Customer,
    trade_name: str,
    ends_on: date | None,
    logo: bytes | None = None,
) -> QuoteSheet:
    """The sheet of a quote with these parties; what was sent keeps those that it was sent with."""
    return QuoteSheet(
        draft=quote.sending is None,
        number=quote.number,
        edition=quote.edition,
        sent_on=quote.sending.sent_on if quote.sending else None,
        valid_until=quote.valid_until,
        title=quote.title,
        note=quote.note,
        conditions=quote.conditions,
        seller=seller,
        buyer=buyer,
        trade_name=trade_name,
        contract_ends_on=ends_on,
        sections=tuple(
            SheetSection(title, tuple(lines)) for title, lines in groupby(quote.lines, key=lambda one: one.section)
        ),
        discount_label=quote.discount.label if quote.discount else "",
        totals=quote.totals,
        plan_shown=quote.plan_shown,
        plan=_plan(quote),
        mentions=_mentions(quote, seller),
        logo=logo,
    )


def _plan(quote: Quote) -> tuple[SheetInstalment, ...]:
    amounts = instalment_amounts(quote.lines, quote.discount, quote.plan)
    return tuple(
        SheetInstalment(one.label, one.percent, one.on, amount.including_vat_cents)
        for one, amount in zip(effective(quote.plan), amounts, strict=True)
    )


def _mentions(quote: Quote, seller: LegalEntity) -> tuple[str, ...]:
    """Why there is no VAT where there is none, and the option for debits; each sentence once."""
    exempt = exemption_text(seller)
    reasons = [
        exempt
        if exempt and line.vat_treatment is VatTreatment.FRANCHISE
        else NO_VAT_REASONS[line.vat_treatment].mention
        for line in quote.lines
        if line.vat_treatment in NO_VAT_REASONS
    ]
    return tuple(dict.fromkeys(one for one in (*reasons, debits_text(seller)) if one))
