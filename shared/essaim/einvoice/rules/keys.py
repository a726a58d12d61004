"""The control keys of French numbers: SIREN, SIRET and VAT number (INV-10).

The official rules look at their length only, so a wrong key is a warning: nobody refuses the invoice for it, and still the
number is that of nobody.
"""

import re
from collections.abc import Iterator

from essaim.einvoice.codes import SIREN_SCHEME, SIRET_SCHEME
from essaim.einvoice.model import EInvoice, Party
from essaim.einvoice.problems import Problem, Severity

_POST_OFFICE = "356000000"
"""La Poste has more SIRET than keys: theirs add up to a multiple of five instead."""
_FRENCH_VAT = re.compile(r"FR([0-9]{2})([0-9]{9})")


def check_keys(invoice: EInvoice) -> Iterator[Problem]:
    """Of the seller and the buyer, wherever a scheme says that a number is French."""
    yield from _party("seller", ("BT-30", "BT-29", "BT-31"), invoice.seller)
    yield from _party("buyer", ("BT-47", "BT-46", "BT-48"), invoice.buyer)


def _party(name: str, terms: tuple[str, str, str], party: Party) -> Iterator[Problem]:
    legal, other, vat = terms
    numbers = [(f"{name}.legal_id", legal, party.legal_id)] if party.legal_id else []
    numbers += [(f"{name}.identifiers[{at}]", other, one) for at, one in enumerate(party.identifiers)]
    for field, term, one in numbers:
        if one.scheme == SIREN_SCHEME and re.fullmatch(r"[0-9]{9}", one.value) and _luhn(one.value) % 10:
            yield _wrong(field, term, f"SIREN {one.value}")
        if one.scheme == SIRET_SCHEME and re.fullmatch(r"[0-9]{14}", one.value) and not _siret_is_valid(one.value):
            yield _wrong(field, term, f"SIRET {one.value}")
    found = _FRENCH_VAT.fullmatch(party.vat_id)
    if found is None:
        return
    key, siren = found.groups()
    if int(key) != (12 + 3 * (int(siren) % 97)) % 97:
        yield _wrong(f"{name}.vat_id", vat, f"numéro de TVA {party.vat_id}")
    elif party.legal_id and party.legal_id.scheme == SIREN_SCHEME and party.legal_id.value != siren:
        message = f"{vat} : le numéro de TVA {party.vat_id} n'est pas celui du SIREN {party.legal_id.value[:20]}"
        yield Problem("INV-10", vat, f"{name}.vat_id", message, Severity.WARNING)


def _wrong(field: str, term: str, what: str) -> Problem:
    return Problem("INV-10", term, field, f"{term} : {what}, dont la clé est fausse", Severity.WARNING)


def _siret_is_valid(siret: str) -> bool:
    return _luhn(siret) % 10 == 0 or (siret.startswith(_POST_OFFICE) and sum(map(int, siret)) % 5 == 0)


def _luhn(digits: str) -> int:
    """The sum of the digits, every second one from the right doubled, its own digits added."""
    doubled = (int(one) * (2 if at % 2 else 1) for at, one in enumerate(reversed(digits)))
    return sum(one // 10 + one % 10 for one in doubled)
