"""VAT categories of EN 16931: which rate, which reason, and which numbers of seller and buyer each of them wants."""

from collections.abc import Iterator

from essaim.einvoice.codes import RATED, UNREASONED, VatCategory
from essaim.einvoice.model import EInvoice, Vat
from essaim.einvoice.problems import Problem
from essaim.einvoice.rules.places import vats

_SAYS_WHO_BUYS = {VatCategory.REVERSE_CHARGE, VatCategory.INTRA_COMMUNITY}
_OUT = VatCategory.OUT_OF_SCOPE


def check_vat(invoice: EInvoice) -> Iterator[Problem]:
    """Rates, reasons and numbers."""
    used = {vat.category for _path, _term, vat in vats(invoice)}
    for path, term, vat in vats(invoice):
        yield from _rate(path, term, vat)
    yield from _reasons(invoice)
    for category in sorted(used):
        yield from _numbers(invoice, category)
    if _OUT in used and len({one.vat.category for one in invoice.vat}) > 1:
        yield Problem("BR-O-11", "BG-23", "vat", "BG-23 : hors champ (O) et une autre catégorie dans la même facture")
    if VatCategory.INTRA_COMMUNITY in used:
        yield from _intra_community(invoice)


def _rate(path: str, term: str, vat: Vat) -> Iterator[Problem]:
    rule, field = f"BR-{vat.category}-05", f"{path}.rate"
    if vat.category is _OUT:
        if vat.rate is not None:
            yield Problem(rule, term, field, f"{term} : taux {vat.rate} hors champ de la TVA ; attendu : aucun taux")
    elif vat.rate is None:
        yield Problem(rule, term, field, f"{term} : taux absent dans la catégorie {vat.category}")
    elif vat.category is VatCategory.STANDARD and vat.rate <= 0:
        yield Problem(rule, term, field, f"{term} : taux {vat.rate} dans la catégorie S ; attendu : plus de 0")
    elif vat.category not in RATED and vat.rate != 0:
        yield Problem(rule, term, field, f"{term} : taux {vat.rate} dans la catégorie {vat.category} ; attendu : 0")


def _reasons(invoice: EInvoice) -> Iterator[Problem]:
    for at, one in enumerate(invoice.vat):
        rule, has_reason = f"BR-{one.vat.category}-10", bool(one.reason or one.reason_code)
        if one.vat.category in UNREASONED and has_reason:
            yield Problem(
                rule,
                "BT-120",
                f"vat[{at}].reason",
                f"BT-120 : motif d'exonération dans la catégorie {one.vat.category}",
            )
        if one.vat.category not in UNREASONED and not has_reason:
            message = f"BT-120 : motif d'exonération absent dans la catégorie {one.vat.category} (texte ou code VATEX)"
            yield Problem(rule, "BT-120", f"vat[{at}].reason", message)


def _numbers(invoice: EInvoice, category: VatCategory) -> Iterator[Problem]:
    seller, buyer = invoice.seller, invoice.buyer
    rule = f"BR-{category}-02"
    if category is _OUT:
        for field, term, number in (("seller", "BT-31", seller.vat_id), ("buyer", "BT-48", buyer.vat_id)):
            if number:
                message = f"{term} : numéro de TVA sur une facture hors champ de la TVA"
                yield Problem(rule, term, f"{field}.vat_id", message)
        return
    only_vat = category in (VatCategory.INTRA_COMMUNITY, VatCategory.EXPORT)
    if not seller.vat_id and (only_vat or not seller.tax_id):
        message = f"BT-31 : numéro de TVA du vendeur absent, alors que la catégorie {category} le veut"
        yield Problem(rule, "BT-31", "seller.vat_id", message + ("" if only_vat else " (ou BT-32, son numéro fiscal)"))
    is_known = bool(buyer.vat_id) or (category is VatCategory.REVERSE_CHARGE and buyer.legal_id is not None)
    if category in _SAYS_WHO_BUYS and not is_known:
        message = f"BT-48 : numéro de TVA de l'acheteur absent, alors que la catégorie {category} le veut"
        yield Problem(rule, "BT-48", "buyer.vat_id", message)


def _intra_community(invoice: EInvoice) -> Iterator[Problem]:
    delivery = invoice.delivery
    if not (delivery and delivery.delivered_on) and invoice.period is None:
        message = "BT-72 : date de livraison ou période de facturation absente d'une livraison intracommunautaire"
        yield Problem("BR-IC-11", "BT-72", "delivery.delivered_on", message)
    if not (delivery and delivery.address and delivery.address.country):
        message = "BT-80 : pays de livraison absent d'une livraison intracommunautaire"
        yield Problem("BR-IC-12", "BT-80", "delivery.address.country", message)
