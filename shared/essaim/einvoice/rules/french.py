"""What the French reform adds to EN 16931 (BR-FR, version 1.4.0 of June 2026), for sellers in France.

Its schematron is written for invoices between businesses that go over a platform. One that a note (BAR) declares to be
for a private person is not held to what only platforms and businesses need: addresses, SIREN of the buyer, L441-10 notes.
"""

import re
from collections.abc import Iterator
from datetime import date

from essaim.einvoice.amounts import decimals, format_decimal
from essaim.einvoice.codes import (
    CORRECTIVES,
    DEPOSITS,
    DISCOUNT_NOTE,
    FINAL_PROCESSES,
    FRENCH_CREDIT_NOTES,
    FRENCH_ENDPOINT,
    FRENCH_PROCESSES,
    FRENCH_RATES,
    FRENCH_TYPES,
    PAID_PROCESSES,
    PENALTY_NOTE,
    RECOVERY_NOTE,
    SELF_BILLED_TYPES,
    SIREN_SCHEME,
    SIRET_SCHEME,
    TAX_NOTE,
    TREATMENT_NOTE,
    TREATMENTS,
    VatCategory,
)
from essaim.einvoice.model import EInvoice, Line, Party
from essaim.einvoice.problems import Problem
from essaim.einvoice.rules.places import amounts, days, vats

_NUMBER = re.compile(r"[A-Za-z0-9+\-_/]{1,35}")
_SIREN, _SIRET = re.compile(r"[0-9]{9}"), re.compile(r"[0-9]{14}")
_ENDPOINT = re.compile(r"[A-Za-z0-9+\-_.]{1,125}")
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
_MOST_DIGITS = 19
_NOTES = (
    (RECOVERY_NOTE, "indemnité forfaitaire de 40 € pour frais de recouvrement"),
    (PENALTY_NOTE, "pénalités de retard"),
    (DISCOUNT_NOTE, "escompte, ou son absence"),
)
_CONSUMERS = frozenset({"B2C", "B2CINT"})


def check_french(invoice: EInvoice) -> Iterator[Problem]:
    """Nothing for a seller elsewhere: these are the rules of French law."""
    address = invoice.seller.address
    if address is None or address.country != "FR":
        return
    yield from _head(invoice)
    yield from _notes(invoice)
    yield from _parties(invoice)
    yield from _vat(invoice)
    yield from _by_type(invoice)
    yield from _forms(invoice)


def treatment(invoice: EInvoice) -> str:
    """What the BAR note says that it is: B2B, B2C …; empty when nothing is said."""
    return next((one.text.strip() for one in invoice.notes if one.subject == TREATMENT_NOTE), "")


def _head(invoice: EInvoice) -> Iterator[Problem]:
    numbers = [("number", "BT-1", invoice.number)]
    numbers += [(f"preceding[{at}].number", "BT-25", one.number) for at, one in enumerate(invoice.preceding)]
    for field, term, number in numbers:
        if len(number) > 35:
            message = f"{term} : numéro de {len(number)} caractères ; attendu : 35 au plus"
            yield Problem("BR-FR-01", term, field, message)
        elif not _NUMBER.fullmatch(number):
            message = (
                f"{term} : numéro « {number[:40]} » ; attendu : lettres sans accent, chiffres, + - _ / et rien d'autre"
            )
            yield Problem("BR-FR-02", term, field, message)
    for field, term, day in days(invoice):
        if day is not None and not _FIRST_DAY <= day <= _LAST_DAY:
            yield Problem("BR-FR-03", term, field, f"{term} : {day.isoformat()} ; attendu : une année de 2000 à 2099")
    if invoice.type_code not in FRENCH_TYPES:
        message = f"BT-3 : type « {invoice.type_code[:10]} » ; attendu : {', '.join(sorted(FRENCH_TYPES))}"
        yield Problem("BR-FR-04", "BT-3", "type_code", message)
    if invoice.process not in FRENCH_PROCESSES:
        message = f"BT-23 : cadre « {invoice.process[:40]} » ; attendu : {', '.join(sorted(FRENCH_PROCESSES))}"
        yield Problem("BR-FR-08", "BT-23", "process", message)


def _notes(invoice: EInvoice) -> Iterator[Problem]:
    subjects = [one.subject for one in invoice.notes]
    for code, what in _NOTES:
        if code not in subjects and treatment(invoice) not in _CONSUMERS:
            yield Problem("BR-FR-05", "BT-22", "notes", f"BT-22 : note {code} absente ({what})")
    for code in (RECOVERY_NOTE, PENALTY_NOTE, DISCOUNT_NOTE, TAX_NOTE):
        if subjects.count(code) > 1:
            yield Problem("BR-FR-06", "BT-21", "notes", f"BT-21 : note {code} plusieurs fois ; attendu : une seule")
    for at, one in enumerate(invoice.notes):
        if one.subject == TREATMENT_NOTE and one.text.strip() not in TREATMENTS:
            message = f"BT-22 : traitement « {one.text[:20]} » ; attendu : {', '.join(sorted(TREATMENTS))}"
            yield Problem("BR-FR-20", "BT-22", f"notes[{at}].text", message)
    if subjects.count(TREATMENT_NOTE) > 1:
        yield Problem("BR-FR-31", "BT-21", "notes", "BT-21 : note BAR plusieurs fois ; attendu : une seule")


def _parties(invoice: EInvoice) -> Iterator[Problem]:
    seller, buyer = invoice.seller, invoice.buyer
    if not _SIREN.fullmatch(_siren(seller)):
        yield Problem(
            "BR-FR-10", "BT-30", "seller.legal_id", "BT-30 : SIREN du vendeur absent ou faux ; attendu : 9 chiffres"
        )
    is_b2b = treatment(invoice) == "B2B"
    if is_b2b and not _SIREN.fullmatch(_siren(buyer)):
        message = "BT-47 : SIREN de l'acheteur absent ou faux, entre entreprises ; attendu : 9 chiffres"
        yield Problem("BR-FR-11", "BT-47", "buyer.legal_id", message)
    if (
        buyer.legal_id
        and buyer.legal_id.scheme == SIREN_SCHEME
        and not _SIREN.fullmatch(buyer.legal_id.value)
        and not is_b2b
    ):
        yield Problem("BR-FR-32", "BT-47", "buyer.legal_id", "BT-47 : un SIREN (schéma 0002) a 9 chiffres")
    for name, term, party in (("seller", "BT-29", seller), ("buyer", "BT-46", buyer)):
        yield from _siret(name, term, party)
    if treatment(invoice) not in _CONSUMERS:
        yield from _endpoint("seller", "BR-FR-13", "BT-34", seller)
        yield from _endpoint("buyer", "BR-FR-12", "BT-49", buyer)
    if is_b2b:
        is_self_billed = invoice.type_code in SELF_BILLED_TYPES
        own = ("BR-FR-22", "BT-34", "seller", seller) if is_self_billed else ("BR-FR-21", "BT-49", "buyer", buyer)
        yield from _french_endpoint(*own)


def _siren(party: Party) -> str:
    return party.legal_id.value if party.legal_id and party.legal_id.scheme == SIREN_SCHEME else ""


def _siret(name: str, term: str, party: Party) -> Iterator[Problem]:
    for at, one in enumerate(party.identifiers):
        is_wrong = not _SIRET.fullmatch(one.value) or not one.value.startswith(_siren(party))
        if one.scheme == SIRET_SCHEME and is_wrong:
            message = f"{term} : SIRET « {one.value[:20]} » ; attendu : 14 chiffres qui commencent par le SIREN"
            yield Problem("BR-FR-09", term, f"{name}.identifiers[{at}]", message)
    schemes = [one.scheme for one in party.identifiers if one.scheme]
    if len(set(schemes)) < len(schemes):
        message = f"{term} : plusieurs identifiants du même schéma ; attendu : un par schéma"
        yield Problem("BR-FR-CO-10", term, f"{name}.identifiers", message)


def _endpoint(name: str, rule: str, term: str, party: Party) -> Iterator[Problem]:
    if party.endpoint is None:
        yield Problem(
            rule, term, f"{name}.endpoint", f"{term} : adresse électronique absente ; attendu : SIREN…, schéma 0225"
        )
    elif party.endpoint.scheme == FRENCH_ENDPOINT and not _ENDPOINT.fullmatch(party.endpoint.value):
        message = (
            f"{term} : adresse « {party.endpoint.value[:40]} » ; attendu : lettres, chiffres, + - _ . (125 au plus)"
        )
        yield Problem("BR-FR-23", term, f"{name}.endpoint", message)


def _french_endpoint(rule: str, term: str, name: str, party: Party) -> Iterator[Problem]:
    endpoint = party.endpoint
    if endpoint and (endpoint.scheme != FRENCH_ENDPOINT or not endpoint.value.startswith(_siren(party))):
        message = f"{term} : adresse « {endpoint.value[:40]} » ; attendu : schéma 0225, et le SIREN au début"
        yield Problem(rule, term, f"{name}.endpoint", message)


def _vat(invoice: EInvoice) -> Iterator[Problem]:
    for path, term, vat in vats(invoice):
        if vat.category in (VatCategory.CANARIES, VatCategory.CEUTA_MELILLA):
            yield Problem(
                "BR-FR-15", term, f"{path}.category", f"{term} : catégorie {vat.category} sans objet en France"
            )
        elif vat.rate is not None and format_decimal(vat.rate) not in FRENCH_RATES:
            message = f"{term} : taux {format_decimal(vat.rate)} ; attendu : {', '.join(FRENCH_RATES)}"
            yield Problem("BR-FR-16", term, f"{path}.rate", message)


def _by_type(invoice: EInvoice) -> Iterator[Problem]:
    dated = [one for one in invoice.preceding if one.number and one.issued_on]
    if invoice.type_code in CORRECTIVES and len(dated) != 1:
        message = f"BT-25 : {len(dated)} références ; une rectificative en a une seule, numéro et date"
        yield Problem("BR-FR-CO-04", "BT-25", "preceding", message)
    if invoice.type_code in FRENCH_CREDIT_NOTES and not dated:
        yield Problem("BR-FR-CO-05", "BT-25", "preceding", "BT-25 : un avoir cite sa facture, numéro et date")
    is_before = invoice.due_on is not None and invoice.due_on < invoice.issued_on
    if is_before and invoice.type_code not in DEPOSITS and invoice.process not in PAID_PROCESSES:
        yield Problem("BR-FR-CO-07", "BT-9", "due_on", "BT-9 : l'échéance est avant la date de la facture")
    if invoice.process in FINAL_PROCESSES and invoice.type_code in DEPOSITS:
        yield Problem(
            "BR-FR-CO-08", "BT-23", "process", "BT-23 : une facture d'acompte n'est pas une facture définitive"
        )
    if invoice.process in PAID_PROCESSES:
        totals = invoice.totals
        if totals.prepaid_cents != totals.inclusive_cents or totals.payable_cents != 0:
            message = "BT-113 : facture déjà payée (BT-23) ; attendu : payé = TTC, et 0 à payer"
            yield Problem("BR-FR-CO-09", "BT-113", "totals.prepaid_cents", message)
        if invoice.due_on is None:
            yield Problem(
                "BR-FR-CO-09",
                "BT-9",
                "due_on",
                "BT-9 : absente d'une facture déjà payée ; attendu : le jour du paiement",
            )
    if invoice.currency != "EUR" and (invoice.tax_currency != "EUR" or invoice.totals.accounting_tax_cents is None):
        message = "BT-6 : facture en devise ; attendu : EUR comme devise de comptabilité, et la TVA en EUR (BT-111)"
        yield Problem("BR-FR-CO-12", "BT-6", "tax_currency", message)


def _forms(invoice: EInvoice) -> Iterator[Problem]:
    for field, term, cents in amounts(invoice):
        if len(str(abs(cents))) > _MOST_DIGITS:
            yield Problem("BR-FR-DEC-01", term, field, f"{term} : montant de plus de {_MOST_DIGITS} chiffres")
    for at, line in enumerate(invoice.lines):
        yield from _line(at, line)
    for path, term, vat in vats(invoice):
        if vat.rate is not None and (vat.rate < 0 or decimals(vat.rate) > 2):
            message = f"{term} : taux {vat.rate} ; attendu : positif, deux décimales au plus"
            yield Problem("BR-FR-DEC-04", term, f"{path}.rate", message)


def _line(at: int, line: Line) -> Iterator[Problem]:
    here = f"lines[{at}]"
    for name, term, quantity in (
        ("quantity", "BT-129", line.quantity),
        ("base_quantity", "BT-149", line.base_quantity),
    ):
        if quantity is not None and decimals(quantity) > 4:
            message = f"{term} : quantité {quantity} ; attendu : quatre décimales au plus"
            yield Problem("BR-FR-DEC-02", term, f"{here}.{name}", message)
    prices = (("net_price", "BT-146", line.net_price), ("gross_price", "BT-148", line.gross_price))
    for name, term, price in prices:
        if price is not None and (price < 0 or decimals(price) > 6):
            message = f"{term} : prix {price} ; attendu : positif, six décimales au plus"
            yield Problem("BR-FR-DEC-03", term, f"{here}.{name}", message)
