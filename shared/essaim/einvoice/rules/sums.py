"""The arithmetic of EN 16931: totals are what lines, discounts, VAT and payments make (BR-CO-10 to BR-CO-18).

To the cent. Where the official rules tolerate a difference (VAT of a rate, amount of a line), a difference within it is a
warning: the invoice is accepted, and still was not computed as the norm says.
"""

from collections.abc import Iterator

from essaim.einvoice.amounts import format_cents
from essaim.einvoice.codes import RATED
from essaim.einvoice.model import EInvoice, Line
from essaim.einvoice.problems import Problem, Severity
from essaim.einvoice.totals import bases, line_net_cents, tax_cents

_TOLERATED_TAX_CENTS = 100
_TOLERATED_LINE_CENTS = 2


def check_sums(invoice: EInvoice) -> Iterator[Problem]:
    """Everything that does not add up."""
    yield from _totals(invoice)
    yield from _breakdown(invoice)
    for at, line in enumerate(invoice.lines):
        yield from _line(at, line)


def _totals(invoice: EInvoice) -> Iterator[Problem]:
    totals, has_lines = invoice.totals, totals_have_lines(invoice)
    less = sum(one.amount_cents for one in invoice.allowances if not one.charge)
    more = sum(one.amount_cents for one in invoice.allowances if one.charge)
    lines = sum(one.net_cents for one in invoice.lines)
    # A profile without lines has only sums of sums to check.
    if has_lines and totals.lines_cents is not None:
        yield from _same("BR-CO-10", "BT-106", "totals.lines_cents", totals.lines_cents, lines, "la somme des lignes")
    if totals.lines_cents is not None:
        yield from _same(
            "BR-CO-11", "BT-107", "totals.allowances_cents", totals.allowances_cents, less, "la somme des remises"
        )
        yield from _same("BR-CO-12", "BT-108", "totals.charges_cents", totals.charges_cents, more, "la somme des frais")
        wanted = totals.lines_cents - totals.allowances_cents + totals.charges_cents
        what = "lignes − remises + frais"
        yield from _same("BR-CO-13", "BT-109", "totals.exclusive_cents", totals.exclusive_cents, wanted, what)
    if invoice.vat:
        taxes = sum(one.tax_cents for one in invoice.vat)
        yield from _same("BR-CO-14", "BT-110", "totals.tax_cents", totals.tax_cents, taxes, "la somme des TVA par taux")
    wanted = totals.exclusive_cents + totals.tax_cents
    yield from _same("BR-CO-15", "BT-112", "totals.inclusive_cents", totals.inclusive_cents, wanted, "HT + TVA")
    due = totals.inclusive_cents - totals.prepaid_cents + totals.rounding_cents
    what = "TTC − déjà payé + arrondi"
    yield from _same("BR-CO-16", "BT-115", "totals.payable_cents", totals.payable_cents, due, what)


def totals_have_lines(invoice: EInvoice) -> bool:
    """Whether the profile has lines: MINIMUM and BASIC WL do not."""
    return not invoice.profile.endswith((":minimum", ":basicwl"))


def _breakdown(invoice: EInvoice) -> Iterator[Problem]:
    if not invoice.vat and totals_have_lines(invoice):
        yield Problem(
            "BR-CO-18", "BG-23", "vat", "BG-23 : aucune ventilation de TVA ; attendu : une par catégorie et taux"
        )
    wanted = bases(invoice.lines, invoice.allowances) if totals_have_lines(invoice) else {}
    seen = set()
    for at, one in enumerate(invoice.vat):
        rule = one.vat.category.value
        if one.vat in seen:
            yield Problem(f"BR-{rule}-01", "BG-23", f"vat[{at}]", "BG-23 : même catégorie et même taux deux fois")
        seen.add(one.vat)
        if totals_have_lines(invoice):
            base = wanted.get(one.vat, 0)
            what = "la somme des lignes, remises et frais de ce taux"
            yield from _same(f"BR-{rule}-08", "BT-116", f"vat[{at}].base_cents", one.base_cents, base, what)
        tax = tax_cents(one.base_cents, one.vat)
        rated = one.vat.category in RATED
        yield from _same(
            "BR-CO-17" if rated else f"BR-{rule}-09",
            "BT-117",
            f"vat[{at}].tax_cents",
            one.tax_cents,
            tax,
            "base × taux, arrondi au centime" if rated else "aucune TVA dans cette catégorie",
            _TOLERATED_TAX_CENTS if rated else 0,
        )
    for vat in wanted:
        if vat not in seen:
            rate = "" if vat.rate is None else f" à {vat.rate} %"
            message = f"BG-23 : la catégorie {vat.category}{rate} a des lignes et pas de ventilation"
            yield Problem(f"BR-{vat.category}-01", "BG-23", "vat", message)


def _line(at: int, line: Line) -> Iterator[Problem]:
    if line.base_quantity is not None and line.base_quantity <= 0:
        yield Problem("BR-26", "BT-149", f"lines[{at}].base_quantity", "BT-149 : quantité de base nulle ou négative")
        return
    wanted = line_net_cents(line.quantity, line.net_price, line.allowances, line.base_quantity)
    what = "quantité × prix − remises + frais"
    yield from _same("BR-24", "BT-131", f"lines[{at}].net_cents", line.net_cents, wanted, what, _TOLERATED_LINE_CENTS)
    after = None if line.gross_price is None or line.price_discount is None else line.gross_price - line.price_discount
    if after is not None and after != line.net_price:
        message = f"BT-146 : {line.net_price} au lieu de prix brut − remise = {after}"
        yield Problem("BR-27", "BT-146", f"lines[{at}].net_price", message, Severity.WARNING)


def _same(
    rule: str, term: str, field: str, found: int, wanted: int, what: str, tolerated: int = 0
) -> Iterator[Problem]:
    if found != wanted:
        severity = Severity.WARNING if abs(found - wanted) < tolerated else Severity.ERROR
        message = f"{term} : {format_cents(found)} au lieu de {format_cents(wanted)} ({what})"
        yield Problem(rule, term, field, message, severity)
