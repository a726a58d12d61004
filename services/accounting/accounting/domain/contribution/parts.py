"""The part of a payment that is not VAT (CAE-09, trigger ON_PAYMENT).

The parts of an invoice's payments are differences of one cumulated sum, each rounded once: whatever the number of payments,
they add up to the invoice's total excluding VAT when it is paid, and to what the share-out takes as collected before. A part
that was counted never changes when another payment comes, which splitting anew by largest remainder could not promise.
"""

from collections.abc import Sequence

from accounting.domain.money import half_up


def parts_excluding_vat(payments_cents: Sequence[int], excluding_vat_cents: int, including_vat_cents: int) -> list[int]:
    """One part per payment, in the order in which they were recorded."""
    parts, paid, counted = [], 0, 0
    for cents in payments_cents:
        paid += cents
        until = half_up(paid * excluding_vat_cents, including_vat_cents) if including_vat_cents else 0
        parts.append(until - counted)
        counted = until
    return parts
