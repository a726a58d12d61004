"""Identification numbers: the Luhn key of a SIREN or SIRET and the key of a French VAT number (INV-10, FEC-07)."""

import re

from accounting.domain.errors import InputError

_SIREN = re.compile(r"[0-9]{9}")
_SIRET = re.compile(r"[0-9]{14}")
LA_POSTE = "356000000"
_FRENCH_VAT = re.compile(r"FR([0-9]{2})([0-9]{9})")


def luhn_is_valid(digits: str) -> bool:
    """Whether a string of digits satisfies the Luhn key."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def check_siren(siren: str, field: str = "siren") -> None:
    """InputError unless it has nine digits and a valid key."""
    if not _SIREN.fullmatch(siren) or not luhn_is_valid(siren):
        raise InputError(field, "is not a SIREN: its key does not fit", "nine digits that satisfy the Luhn key")


def check_siret(siret: str, field: str = "siret") -> None:
    """InputError unless it has fourteen digits and a valid key. La Poste's (356000000) satisfy another one: the sum of
    their digits is a multiple of five."""
    if _SIRET.fullmatch(siret):
        if luhn_is_valid(siret) and luhn_is_valid(siret[:9]):
            return
        if siret.startswith(LA_POSTE) and sum(map(int, siret)) % 5 == 0:
            return
    raise InputError(field, "is not a SIRET: its key does not fit", "fourteen digits that satisfy the Luhn key")


def french_vat_number(siren: str) -> str:
    """The VAT number that belongs to a SIREN."""
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"


def check_vat_number(vat_number: str, siren: str, field: str = "vat_number") -> None:
    """InputError unless it is the French VAT number of this very SIREN."""
    if not _FRENCH_VAT.fullmatch(vat_number) or vat_number != french_vat_number(siren):
        raise InputError(field, f"is not the VAT number of {siren}", "FR, the two-digit key, then the SIREN")
