"""The checks of what is known of a third party, whoever it is: numbers, addresses, e-mail, bank account.

Formats of other countries' numbers come from outside (``KnownNumbers``), so that nothing but the standard library is needed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from accounting.domain.checks import check_siren, check_siret, french_vat_number
from accounting.domain.countries import COUNTRIES, EU_VAT_PREFIXES, FRENCH_POSTCODES
from accounting.domain.errors import InputError
from accounting.domain.gathered import Gathering
from accounting.domain.parties import Address

LONGEST_NAME = 200
_POSTCODE = re.compile(r"[0-9]{5}")
_VAT = re.compile(r"[A-Z]{2}[A-Z0-9]{2,13}")
_EMAIL = re.compile(r"[^@\s<>,;\"()]{1,64}@[^@\s<>,;\"()]+\.[^@\s<>,;\"().]{2,}")
_ELECTRONIC = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:@-]{0,124}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class KnownNumbers:
    """Whether a number has the format and the key that its country gives it."""

    vat: Callable[[str], bool]
    iban: Callable[[str], bool]
    bic: Callable[[str], bool]


def compact(value: str | None) -> str | None:
    """A number without the spaces, dots and hyphens that people write into it, in capitals; None for an empty one."""
    return re.sub(r"[\s.\-]", "", value).upper() or None if value is not None else None


def check_name(gathering: Gathering, name: str) -> None:
    """A name on one line."""
    if not name.strip() or len(name) > LONGEST_NAME or _UNPRINTABLE.search(name):
        gathering.say("name", "is empty, too long or not on one line", f"1 to {LONGEST_NAME} characters")


def check_numbers(
    gathering: Gathering, siren: str | None, siret: str | None, vat_number: str | None, numbers: KnownNumbers
) -> None:
    """SIREN, SIRET and VAT number, each alone and together (INV-10)."""
    siren_fits = siren is not None and gathering.check(check_siren, siren)
    if siret is not None and gathering.check(check_siret, siret):
        if siren_fits and siren is not None and not siret.startswith(siren):
            gathering.say("siret", "is not of this SIREN", f"14 digits that begin with {siren}")
        if siren is None:
            gathering.say("siren", "is missing", f"{siret[:9]}, which the SIRET begins with")
    if vat_number is not None:
        _check_vat(gathering, siren if siren_fits else None, siren is None, vat_number, numbers)


def _check_vat(
    gathering: Gathering, siren: str | None, siren_missing: bool, vat_number: str, numbers: KnownNumbers
) -> None:
    if not _VAT.fullmatch(vat_number):
        gathering.say("vat_number", "is not a VAT number", "the country's two letters, then 2 to 13 letters and digits")
    elif vat_number[:2] in EU_VAT_PREFIXES and not numbers.vat(vat_number):
        accepted = french_vat_number(siren) if siren and vat_number.startswith("FR") else "a number with a valid key"
        gathering.say("vat_number", f"is not a VAT number of {vat_number[:2]}: format or key do not fit", accepted)
    elif vat_number.startswith("FR"):
        if siren_missing:
            gathering.say("siren", "is missing", "the SIREN that the VAT number belongs to")
        elif siren is not None and vat_number != french_vat_number(siren):
            gathering.say("vat_number", f"is not the VAT number of {siren}", french_vat_number(siren))


def check_address(gathering: Gathering, address: Address, field: str = "address") -> None:
    """A known country, and in France a postcode of five digits."""
    if address.country not in COUNTRIES:
        gathering.say(f"{field}.country", "is no country", "an ISO 3166 code of two letters, such as FR or BE")
    if address.country in FRENCH_POSTCODES and not _POSTCODE.fullmatch(address.postcode):
        gathering.say(f"{field}.postcode", "is not a French postcode", "five digits, such as 25000")
    for name in ("line", "city"):
        text = getattr(address, name)
        if not text.strip() or len(text) > LONGEST_NAME or _UNPRINTABLE.search(text):
            gathering.say(f"{field}.{name}", "is empty, too long or not on one line", "1 to 200 characters")


def check_email(email: str, field: str = "email") -> None:
    """InputError for what no message can be sent to."""
    if len(email) > 254 or not _EMAIL.fullmatch(email):
        raise InputError(field, "is not an e-mail address", "one address, such as compta@exemple.fr")


def check_electronic_address(address: str, field: str = "electronic_address") -> None:
    """InputError for what is no address in the directory of electronic invoicing."""
    if not _ELECTRONIC.fullmatch(address):
        accepted = "a SIREN, or a SIREN with a suffix: up to 125 letters, digits and . _ : @ -"
        raise InputError(field, "is not an address of electronic invoicing", accepted)


def check_bank(gathering: Gathering, iban: str | None, bic: str | None, numbers: KnownNumbers) -> None:
    """IBAN: key and the length of its country. BIC: eight or eleven characters, of the country's bank."""
    if iban is not None and not numbers.iban(iban):
        accepted = "country, two check digits and the account, in the length of the country (27 characters in France)"
        gathering.say("iban", "is not an IBAN: length or key do not fit", accepted)
    if bic is not None and not numbers.bic(bic):
        gathering.say("bic", "is not a BIC", "8 or 11 characters, such as AGRIFRPP")
    if bic is not None and iban is None:
        gathering.say("iban", "is missing", "the IBAN that the BIC belongs to")
