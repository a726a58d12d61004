"""The lines of a ticket from top to bottom, the same for paper and for text: nothing is decided by how it looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from accounting.domain.till.sheet import TicketSheet
from accounting.domain.till.ticket import TicketLine, TillMeans
from essaim.kit.clock import PARIS
from essaim.kit.french import NO_BREAK, french_amount, french_date, french_number, french_percent

MEANS = {TillMeans.CASH: "Espèces", TillMeans.CARD: "Carte", TillMeans.CHEQUE: "Chèque"}
NO_VAT = "TVA non applicable, art. 293\u00a0B du CGI"


class Weight(Enum):
    """How a line is written."""

    TITLE = "title"
    STRONG = "strong"
    BODY = "body"
    SMALL = "small"
    RULE = "rule"


@dataclass(frozen=True)
class Row:
    """One line of the ticket: a text, and an amount at the right; without an amount it may wrap."""

    left: str
    right: str = ""
    weight: Weight = Weight.BODY


RULE = Row("", weight=Weight.RULE)


def ticket_rows(sheet: TicketSheet) -> list[Row]:
    """All of it."""
    return [*_head(sheet), RULE, *_lines(sheet), RULE, *_totals(sheet), RULE, *_foot(sheet)]


def _head(sheet: TicketSheet) -> Iterator[Row]:
    seller = sheet.seller
    yield Row(seller.trade_name, weight=Weight.TITLE)
    yield Row(seller.name, weight=Weight.STRONG)
    for line in seller.address.lines:
        yield Row(line)
    yield Row(f"SIREN {_grouped(seller.siren)}", weight=Weight.SMALL)
    if seller.vat_number:
        yield Row(f"N° TVA {seller.vat_number}", weight=Weight.SMALL)
    if sheet.place:
        yield Row(sheet.place, weight=Weight.SMALL)
    if sheet.duplicate:
        yield Row(f"DUPLICATA n°{NO_BREAK}{sheet.duplicate}", weight=Weight.TITLE)
    title = "Ticket de remboursement" if sheet.is_refund else "Ticket"
    yield Row(f"{title} n°{NO_BREAK}{sheet.number}", weight=Weight.STRONG)
    local = sheet.sold_at.astimezone(PARIS)
    yield Row(f"{french_date(local.date())}, {local:%H:%M:%S}", weight=Weight.SMALL)
    if sheet.refunds:
        yield Row(f"Rembourse le ticket n°{NO_BREAK}{sheet.refunds}", weight=Weight.SMALL)
    if sheet.reason:
        yield Row(f"Motif : {sheet.reason}", weight=Weight.SMALL)


def _lines(sheet: TicketSheet) -> Iterator[Row]:
    for line in sheet.lines:
        yield Row(line.label)
        yield Row(f"  {_times(line)}", french_amount(line.amount_cents))


def _totals(sheet: TicketSheet) -> Iterator[Row]:
    total = "TOTAL REMBOURSÉ" if sheet.is_refund else "TOTAL TTC"
    yield Row(total, french_amount(abs(sheet.total_cents)), Weight.STRONG)
    for payment in sheet.payments:
        yield Row(MEANS[payment.means], french_amount(abs(payment.amount_cents)))
        if payment.given_cents is not None:
            yield Row("  reçu", french_amount(payment.given_cents), Weight.SMALL)
            yield Row("  rendu", french_amount(payment.change_cents), Weight.SMALL)
    for one in sheet.vat:
        if one.rate == "0":
            yield Row(NO_VAT, weight=Weight.SMALL)
        else:
            yield Row(
                f"TVA {french_percent(one.rate)} sur {french_amount(one.base_cents)} HT",
                french_amount(one.vat_cents),
                Weight.SMALL,
            )


def _foot(sheet: TicketSheet) -> Iterator[Row]:
    seller = sheet.seller
    if sheet.cape_runs and seller.cape_ends_on is not None:
        address = ", ".join(seller.address.lines)
        yield Row(
            f"Activité exercée dans le cadre d’un contrat d’appui au projet d’entreprise (art. L127-1 et R127-3 du code de "
            f"commerce) avec {seller.name}, {address}, SIREN {_grouped(seller.siren)}. Terme du contrat : "
            f"{french_date(seller.cape_ends_on)}.",
            weight=Weight.SMALL,
        )
    yield Row(f"Empreinte {sheet.signature}", weight=Weight.SMALL)
    yield Row("Ce ticket n’est pas une facture.", weight=Weight.SMALL)


def _times(line: TicketLine) -> str:
    quantity = f"{abs(line.quantity) // 1000}.{abs(line.quantity) % 1000:03d}".rstrip("0").rstrip(".")
    return f"{french_number(quantity)} × {french_amount(line.unit_price_cents)} (TVA {french_percent(line.vat_rate)})"


def _grouped(siren: str) -> str:
    return NO_BREAK.join((siren[:3], siren[3:6], siren[6:]))
