"""What is wrong with an IBAN beside what the registry says of every country: SEPA, and the key of a French RIB; and its mask.

Registry and check digits are known to a library outside of the domain; the RIB key is not, and a wrong one is refused by French
banks although the IBAN's own digits fit.
"""

from accounting.domain.errors import InputError

# fmt: off
SEPA_COUNTRIES = frozenset((
    "AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR",
    "GB", "GI", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD",
    "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "SM", "VA",
))
# fmt: on
"""Countries whose IBANs SEPA credit transfers reach (EPC409-09); the Channel Islands and Man have British ones."""
RIB_COUNTRIES = ("FR", "MC")
_LETTERS = {letter: str(place % 9 + 1 + (place >= 18)) for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
"""The digit of a letter in a RIB: A to I are 1 to 9, J to R are 1 to 9, S to Z are 2 to 9."""


def check_sepa(iban: str, field: str = "iban") -> None:
    """InputError for an account that no SEPA credit transfer reaches."""
    if iban[:2] not in SEPA_COUNTRIES:
        raise InputError(field, f"is of {iban[:2]}, a country outside SEPA", "an account of a SEPA country, such as FR")


def check_rib(iban: str, field: str = "iban") -> None:
    """InputError for a French or Monegasque account whose RIB key does not fit; others have none."""
    if iban[:2] not in RIB_COUNTRIES:
        return
    digits = "".join(_LETTERS.get(one, one) for one in iban[4:25])
    bank, branch, account = int(digits[:5]), int(digits[5:10]), int(digits[10:21])
    key = 97 - (89 * bank + 15 * branch + 3 * account) % 97
    if f"{key:02d}" != iban[25:27]:
        raise InputError(
            field, "has a RIB key (its last two digits) that does not fit", "the RIB as the bank prints it"
        )


def masked(iban: str) -> str:
    """``FR76 •••• 0189``: enough to recognise one's own account, too little to use it."""
    return f"{iban[:4]} •••• {iban[-4:]}"


def grouped(iban: str) -> str:
    """In groups of four, as people read it."""
    return " ".join(iban[place : place + 4] for place in range(0, len(iban), 4))
