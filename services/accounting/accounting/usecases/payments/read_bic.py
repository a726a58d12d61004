"""A BIC as somebody typed it."""

from stdnum import bic as bic_numbers
from stdnum.exceptions import ValidationError

from accounting.domain.errors import InputError


def read_bic(bic: str, field: str = "bic") -> str:
    """The BIC in capitals. InputError for what is none."""
    try:
        return str(bic_numbers.validate(bic))
    except ValidationError:
        raise InputError(field, "is not a BIC", "8 or 11 characters, such as AGRIFRPP") from None
