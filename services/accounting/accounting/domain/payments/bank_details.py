"""Where a person is paid: their IBAN, and whether somebody has made sure of it.

It lives in a collection of its own so that it can be erased, and is told to nobody. Its log names accounts by their masks.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from accounting.domain.errors import RuleError
from accounting.domain.payments.iban import masked
from accounting.domain.third_party import FieldChange, added_to


@dataclass(frozen=True)
class BankDetails:
    """An account of the person; ``holder`` is the name that the bank knows, which may be a parent's for a minor."""

    person_id: str
    holder: str
    iban: str
    bic: str | None = None
    confirmed: bool = False
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    changes: tuple[FieldChange, ...] = ()


def described(known: BankDetails | None, wanted: BankDetails, by: str, at: datetime) -> BankDetails:
    """The details as they are now said. Any change is a line of the log, and has to be confirmed again."""
    if known is not None and (known.holder, known.iban, known.bic) == (wanted.holder, wanted.iban, wanted.bic):
        return known
    pairs = (
        ("iban", masked(known.iban) if known else "", masked(wanted.iban)),
        ("holder", known.holder if known else "", wanted.holder),
        ("bic", (known.bic or "") if known else "", wanted.bic or ""),
    )
    changed = known is None or known.iban != wanted.iban
    lines = [
        FieldChange(at, by, name, old, new) for name, old, new in pairs if old != new or (name == "iban" and changed)
    ]
    return replace(wanted, changes=added_to(known.changes if known else (), lines))


def confirm(details: BankDetails, iban: str, by: str, at: datetime) -> BankDetails:
    """Somebody vouches for this very IBAN, not for one that came in meanwhile; and for nobody but others."""
    if details.iban != iban:
        raise RuleError("bank-details-other", "the person has another IBAN by now than the one that is confirmed")
    if details.confirmed:
        return details
    if by == details.person_id:
        raise RuleError("bank-details-own", "nobody confirms their own bank account; another accountant does")
    line = FieldChange(at, by, "confirmed", "false", "true")
    return replace(details, confirmed=True, confirmed_by=by, confirmed_at=at, changes=added_to(details.changes, [line]))
