"""An IBAN as somebody typed it: checked against the registry of all countries, its check digits, and the RIB key in France."""

from dataclasses import dataclass

from stdnum import iban as iban_numbers, numdb
from stdnum.iso7064 import mod_97_10

from accounting.domain.errors import InputError
from accounting.domain.payments.iban import check_rib

_FIRST_OF_ACCOUNT = 4


@dataclass(frozen=True)
class ReadIban:
    """What was typed, in which field."""

    iban: str
    field: str = "iban"


def read_iban(command: ReadIban) -> str:
    """The IBAN without spaces. InputError that says which is wrong: country, length, check digits or RIB key."""
    number, field = iban_numbers.compact(command.iban), command.field
    if not number.isascii() or not number.isalnum() or len(number) <= _FIRST_OF_ACCOUNT:
        raise InputError(
            field, "is no IBAN: it has other characters, or is too short", "such as FR7630006000011234567890189"
        )
    length = _length_of(number[:2])
    if length is None:
        raise InputError(
            field, f"begins with {number[:2]}, which is no country with IBANs", "a country such as FR or BE"
        )
    if len(number) != length:
        raise InputError(field, f"has {len(number)} characters", f"{length} characters for {number[:2]}")
    if not mod_97_10.is_valid(number[_FIRST_OF_ACCOUNT:] + number[:_FIRST_OF_ACCOUNT]):
        raise InputError(
            field, "has check digits that do not fit: a character is wrong, or two are swapped", "another one"
        )
    if not iban_numbers.is_valid(number):
        raise InputError(
            field, f"has an account part that {number[:2]} does not use", "letters and digits where they belong"
        )
    check_rib(number, field)
    return number


def _length_of(country: str) -> int | None:
    """How long an IBAN of a country is, by the registry."""
    found = numdb.get("iban").info(country)
    structure = found[0][1].get("bban") if found and found[0][0] == country else None
    if structure is None:
        return None
    digits = "".join(one if one.isdecimal() else " " for one in structure)
    return _FIRST_OF_ACCOUNT + sum(int(part) for part in digits.split())
