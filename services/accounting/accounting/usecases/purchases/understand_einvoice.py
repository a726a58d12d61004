"""An electronic invoice in the words of the books: who sells, who buys, lines, VAT, totals."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from accounting.domain.errors import InputError
from accounting.domain.parties import Address
from accounting.domain.party_checks import KnownNumbers, check_email, compact
from accounting.domain.purchase import PurchaseKind
from accounting.domain.purchasing.received import ReceivedInvoice, ReceivedLine, ReceivedTax
from accounting.domain.suppliers import SupplierProfile, check_profile, tidied
from essaim.einvoice.codes import CREDIT_NOTES, FRENCH_CREDIT_NOTES, SIREN_SCHEME, SIRET_SCHEME
from essaim.einvoice.model import Allowance, EInvoice, Party, Vat

LONGEST_LABEL, LONGEST_REFERENCE = 200, 60
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_DIGITS = re.compile(r"[0-9]{9}")
_FRENCH_VAT = re.compile(r"FR[0-9A-Z]{2}([0-9]{9})")


def understand_einvoice(invoice: EInvoice, numbers: KnownNumbers) -> ReceivedInvoice:
    """What it says; numbers of the seller that are wrong are left out of the record that is proposed for it."""
    totals = invoice.totals
    credit = invoice.type_code in CREDIT_NOTES | FRENCH_CREDIT_NOTES
    return ReceivedInvoice(
        number=_text(invoice.number, LONGEST_REFERENCE),
        issued_on=invoice.issued_on,
        kind=PurchaseKind.CREDIT_NOTE if credit else PurchaseKind.INVOICE,
        seller=_seller(invoice, numbers),
        buyer_name=_text(invoice.buyer.name, LONGEST_LABEL),
        buyer_siren=_siren(invoice.buyer),
        lines=(*_lines(invoice), *_charges(invoice.allowances)),
        discounts=tuple(_discounts(invoice.allowances)),
        taxes=tuple(
            ReceivedTax(one.vat.category.value, _rate(one.vat), one.base_cents, one.tax_cents) for one in invoice.vat
        ),
        exclusive_cents=totals.exclusive_cents,
        tax_cents=totals.tax_cents,
        total_cents=totals.inclusive_cents + totals.rounding_cents,
        prepaid_cents=totals.prepaid_cents,
        currency=invoice.currency,
        due_on=invoice.due_on,
        order_number=invoice.order.strip(),
        buyer_reference=invoice.buyer_reference.strip(),
        preceding=tuple(_text(one.number, LONGEST_REFERENCE) for one in invoice.preceding),
    )


def _lines(invoice: EInvoice) -> Iterable[ReceivedLine]:
    for one in invoice.lines:
        yield ReceivedLine(
            label=_text(one.name, LONGEST_LABEL) or "Sans libellé",
            net_cents=one.net_cents,
            category=one.vat.category.value,
            rate=_rate(one.vat),
            quantity=_quantity(one.quantity),
            account=one.buyer_account or invoice.buyer_account,
        )


def _charges(allowances: Iterable[Allowance]) -> Iterable[ReceivedLine]:
    for one in allowances:
        if one.charge and one.vat is not None:
            label = _text(one.reason, LONGEST_LABEL) or "Frais"
            yield ReceivedLine(label, one.amount_cents, one.vat.category.value, _rate(one.vat))


def _discounts(allowances: Iterable[Allowance]) -> Iterable[tuple[str, str | None, int]]:
    for one in allowances:
        if not one.charge and one.vat is not None:
            yield one.vat.category.value, _rate(one.vat), one.amount_cents


def _seller(invoice: EInvoice, numbers: KnownNumbers) -> SupplierProfile:
    """The record that would be made for it, with as many of its numbers as are right."""
    seller = invoice.seller
    iban = next((one.iban for one in invoice.payment if one.iban), None)
    found = {
        "siren": _siren(seller),
        "siret": _identifier(seller, SIRET_SCHEME),
        "vat_number": seller.vat_id or None,
        "address": _address(seller),
        "email": seller.contact.email if seller.contact else None,
        "iban": iban,
        "bic": next((one.bic for one in invoice.payment if one.iban and one.bic), None),
    }
    profile = SupplierProfile(_text(seller.name, LONGEST_LABEL) or "Fournisseur sans nom")
    for name, value in found.items():
        if value:
            profile = _with(profile, name, value, numbers)
    return profile


def _with(profile: SupplierProfile, name: str, value: object, numbers: KnownNumbers) -> SupplierProfile:
    """The profile with one thing more, unless that is wrong or does not go with the others."""
    changes: dict[str, object] = {name: value}
    more = tidied(replace(profile, **changes))  # type: ignore[arg-type]
    try:
        if name == "email":
            check_email(str(value))
        check_profile(more, numbers)
    except InputError:
        return profile
    return more


def _address(party: Party) -> Address | None:
    one = party.address
    if one is None or not one.city:
        return None
    line = ", ".join(part for part in (one.line_one, one.line_two, one.line_three) if part)
    return Address(_text(line, LONGEST_LABEL), one.postcode, _text(one.city, LONGEST_LABEL), one.country)


def _siren(party: Party) -> str | None:
    """The SIREN: said as such, at the beginning of the SIRET, or inside the French VAT number."""
    legal = party.legal_id
    candidates = [legal.value if legal is not None and legal.scheme in ("", SIREN_SCHEME, SIRET_SCHEME) else ""]
    candidates.append(_identifier(party, SIREN_SCHEME) or "")
    candidates.append(_identifier(party, SIRET_SCHEME) or "")
    french = _FRENCH_VAT.fullmatch(compact(party.vat_id) or "")
    candidates.append(french[1] if french else "")
    digits = [(compact(one) or "")[:9] for one in candidates]
    return next((one for one in digits if _DIGITS.fullmatch(one)), None)


def _identifier(party: Party, scheme: str) -> str | None:
    return next((one.value for one in party.identifiers if one.scheme == scheme), None)


def _rate(vat: Vat) -> str | None:
    return None if vat.rate is None else format(vat.rate.normalize(), "f")


def _quantity(quantity: Decimal) -> str | None:
    """As orders write it; None for one that they cannot."""
    rounded = quantity.quantize(Decimal("0.001"))
    if not 0 < rounded < 10_000_000 or rounded != quantity:
        return None
    return format(rounded.normalize(), "f")


def _text(text: str, longest: int) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())[:longest]
