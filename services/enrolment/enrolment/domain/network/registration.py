"""SIREN and SIRET, the numbers of companies and of their establishments, checked by their last digit (Luhn)."""

ACCEPTED_SIREN = "nine digits, the last of which checks the others"
ACCEPTED_SIRET = "fourteen digits, the last of which checks the others"
_LA_POSTE = "356000000"
"""Its establishments ran out of numbers: there the sum of the digits is a multiple of five (INSEE)."""


def bare(number: str) -> str:
    """Without the spaces and points that people write."""
    return "".join(one for one in number if not one.isspace() and one != ".")


def siren_problem(siren: str) -> str:
    """What is wrong with a SIREN; empty when nothing is."""
    if not _is_digits(siren, 9):
        return "is not a SIREN"
    return "" if _luhn(siren) else "has another last digit than its others ask for"


def siret_problem(siret: str) -> str:
    """What is wrong with a SIRET; empty when nothing is."""
    if not _is_digits(siret, 14):
        return "is not a SIRET"
    if siren_problem(siret[:9]):
        return "does not begin with a SIREN"
    valid = _luhn(siret) or (siret[:9] == _LA_POSTE and sum(map(int, siret)) % 5 == 0)
    return "" if valid else "has another last digit than its others ask for"


def _is_digits(number: str, length: int) -> bool:
    return len(number) == length and number.isascii() and number.isdigit()


def _luhn(number: str) -> bool:
    total = 0
    for place, one in enumerate(reversed(number)):
        doubled = int(one) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
