"""What EN 16931 wants to be there, and what must not be negative, in the order of its rules."""

import re
from collections.abc import Iterator

from essaim.einvoice.codes import TRANSFERS
from essaim.einvoice.model import Address, Allowance, EInvoice, Line, Party
from essaim.einvoice.problems import Problem
from essaim.einvoice.rules.places import allowances
from essaim.einvoice.rules.sums import totals_have_lines

_COUNTRY = re.compile(r"[A-Z]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_UNIT = re.compile(r"[A-Z0-9]{1,3}")


def check_required(invoice: EInvoice) -> Iterator[Problem]:
    """Everything that is absent or has not its form."""
    for rule, term, field, value in (
        ("BR-01", "BT-24", "profile", invoice.profile),
        ("BR-02", "BT-1", "number", invoice.number),
        ("BR-04", "BT-3", "type_code", invoice.type_code),
        ("BR-06", "BT-27", "seller.name", invoice.seller.name),
        ("BR-07", "BT-44", "buyer.name", invoice.buyer.name),
    ):
        if not value.strip():
            yield Problem(rule, term, field, f"{term} : absent")
    if not _CURRENCY.fullmatch(invoice.currency):
        yield Problem(
            "BR-05", "BT-5", "currency", "BT-5 : devise absente ou mal écrite ; attendu : trois lettres (EUR)"
        )
    yield from _parties(invoice)
    if totals_have_lines(invoice):
        if not invoice.lines:
            yield Problem("BR-16", "BG-25", "lines", "BG-25 : aucune ligne ; attendu : une au moins")
        for at, line in enumerate(invoice.lines):
            yield from _line(at, line)
    yield from _allowances(invoice)
    yield from _payment(invoice)
    yield from _others(invoice)


def _parties(invoice: EInvoice) -> Iterator[Problem]:
    if not invoice.profile.endswith(":minimum"):
        yield from _address("seller", ("BR-08", "BR-09", "BT-40"), invoice.seller.address)
        yield from _address("buyer", ("BR-10", "BR-11", "BT-55"), invoice.buyer.address)
    delivery = invoice.delivery
    if delivery and delivery.address:
        yield from _address("delivery", ("BR-57", "BR-57", "BT-80"), delivery.address)
    seller = invoice.seller
    if not (seller.legal_id or seller.identifiers or seller.vat_id):
        message = "BT-30 : vendeur sans SIREN, sans autre identifiant et sans numéro de TVA"
        yield Problem("BR-CO-26", "BT-30", "seller.legal_id", message)
    for name, party, vat_term in (("seller", seller, "BT-31"), ("buyer", invoice.buyer, "BT-48")):
        yield from _party(name, party, vat_term)


def _party(name: str, party: Party, vat_term: str) -> Iterator[Problem]:
    if party.vat_id and not re.match(r"[A-Z]{2}", party.vat_id):
        message = f"{vat_term} : « {party.vat_id[:20]} » ; attendu : un numéro qui commence par le pays (FR…)"
        yield Problem("BR-CO-09", vat_term, f"{name}.vat_id", message)
    if party.endpoint and not party.endpoint.scheme:
        rule, term = ("BR-62", "BT-34-1") if name == "seller" else ("BR-63", "BT-49-1")
        yield Problem(
            rule, term, f"{name}.endpoint.scheme", f"{term} : adresse électronique sans schéma ; attendu : 0225"
        )


def _address(name: str, rules: tuple[str, str, str], address: Address | None) -> Iterator[Problem]:
    absent, country, term = rules
    if address is None:
        yield Problem(absent, term, f"{name}.address", f"{term} : adresse absente ; attendu : le pays au moins")
    elif not _COUNTRY.fullmatch(address.country):
        yield Problem(country, term, f"{name}.address.country", f"{term} : pays absent ; attendu : deux lettres (FR)")


def _line(at: int, line: Line) -> Iterator[Problem]:
    here = f"lines[{at}]"
    if not line.id.strip():
        yield Problem("BR-21", "BT-126", f"{here}.id", "BT-126 : ligne sans identifiant")
    if not _UNIT.fullmatch(line.unit):
        message = f"BT-130 : unité « {line.unit[:10]} » ; attendu : un code UN/ECE (C62 unité, HUR heure, DAY jour)"
        yield Problem("BR-23", "BT-130", f"{here}.unit", message)
    if not line.name.strip():
        yield Problem("BR-25", "BT-153", f"{here}.name", "BT-153 : ligne sans libellé")
    if line.net_price < 0:
        yield Problem("BR-27", "BT-146", f"{here}.net_price", "BT-146 : prix négatif ; attendu : une quantité négative")
    if line.gross_price is not None and line.gross_price < 0:
        yield Problem("BR-28", "BT-148", f"{here}.gross_price", "BT-148 : prix brut négatif")
    if line.period and line.period.start_on and line.period.end_on and line.period.end_on < line.period.start_on:
        yield Problem("BR-30", "BT-135", f"{here}.period.end_on", "BT-135 : la période finit avant de commencer")


def _allowances(invoice: EInvoice) -> Iterator[Problem]:
    for path, term, one in allowances(invoice):
        of_line = path.startswith("lines")
        if not one.reason and not one.reason_code:
            rule = {(False, False): "BR-33", (False, True): "BR-38", (True, False): "BR-42", (True, True): "BR-44"}
            yield Problem(rule[of_line, one.charge], term, f"{path}.reason", f"{term} : remise ou frais sans motif")
        if not of_line and one.vat is None:
            rule_, term_ = ("BR-37", "BT-102") if one.charge else ("BR-32", "BT-95")
            yield Problem(rule_, term_, f"{path}.vat", f"{term_} : remise ou frais du document sans catégorie de TVA")
        yield from _percent(path, term, one)


def _percent(path: str, term: str, one: Allowance) -> Iterator[Problem]:
    if one.percent is not None and (one.base_cents is None or not 0 <= one.percent <= 1000):
        yield Problem(
            "BR-DEC-01", term, f"{path}.percent", f"{term} : pourcentage sans base, ou hors de ce qui a un sens"
        )


def _payment(invoice: EInvoice) -> Iterator[Problem]:
    for at, one in enumerate(invoice.payment):
        here = f"payment[{at}]"
        if not one.code:
            yield Problem("BR-49", "BT-81", f"{here}.code", "BT-81 : moyen de paiement absent")
        if one.code in TRANSFERS and not one.iban:
            yield Problem("BR-61", "BT-84", f"{here}.iban", "BT-84 : virement sans compte (IBAN)")
        if len(one.card) > 10:
            yield Problem(
                "BR-51", "BT-87", f"{here}.card", "BT-87 : numéro de carte ; attendu : les derniers chiffres seulement"
            )
    if invoice.totals.payable_cents > 0 and invoice.due_on is None and not invoice.terms and totals_have_lines(invoice):
        yield Problem("BR-CO-25", "BT-9", "due_on", "BT-9 : ni échéance ni conditions de paiement (BT-20)")


def _others(invoice: EInvoice) -> Iterator[Problem]:
    if invoice.tax_point_on and invoice.tax_point_code:
        yield Problem(
            "BR-CO-03", "BT-7", "tax_point_on", "BT-7 : date d'exigibilité et code d'exigibilité (BT-8) à la fois"
        )
    if invoice.tax_currency and invoice.totals.accounting_tax_cents is None:
        yield Problem(
            "BR-53", "BT-111", "totals.accounting_tax_cents", "BT-111 : TVA absente dans la devise de comptabilité"
        )
    for at, one in enumerate(invoice.preceding):
        if not one.number:
            yield Problem("BR-55", "BT-25", f"preceding[{at}].number", "BT-25 : facture antérieure sans numéro")
    period = invoice.period
    if period and period.start_on and period.end_on and period.end_on < period.start_on:
        yield Problem("BR-29", "BT-74", "period.end_on", "BT-74 : la période finit avant de commencer")
    if invoice.payee and not invoice.payee.name:
        yield Problem("BR-17", "BT-59", "payee.name", "BT-59 : bénéficiaire sans nom")
