"""Formats and keys of the numbers of other countries, which the rules get from outside."""

from functools import cache

from stdnum import bic, iban
from stdnum.eu import vat

from accounting.domain.party_checks import KnownNumbers


@cache
def known_numbers() -> KnownNumbers:
    """The checks: VAT numbers of the European Union, IBANs of all countries, BICs."""
    return KnownNumbers(
        vat=lambda number: bool(vat.is_valid(number)),
        iban=lambda number: bool(iban.is_valid(number)),
        bic=lambda number: bool(bic.is_valid(number)),
    )
