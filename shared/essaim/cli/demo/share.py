"""The share-out computed a second time, on its own, to check the service's figures to the cent.

``pool = sales − purchases − contribution`` (all excluding VAT, in cents), split by minutes present with the method of the
largest remainder; ties go to the lowest member number.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal


def contribution_of(margin_cents: int, rate_percent: str) -> int:
    """The cooperative contribution on a margin, rounded half up to the cent."""
    exact = Decimal(margin_cents) * Decimal(rate_percent) / 100
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def split(pool_cents: int, minutes: Mapping[str, int], member_order: Sequence[str]) -> dict[str, int]:
    """Cents for each person; they add up to the pool. ValueError when there is nothing to split by."""
    total = sum(minutes.values())
    if total <= 0 or pool_cents < 0:
        raise ValueError(f"cannot split {pool_cents} cents by {total} minutes")
    exact = {person: divmod(pool_cents * minutes[person], total) for person in member_order}
    shares = {person: whole for person, (whole, _) in exact.items()}
    left = pool_cents - sum(shares.values())
    # sorted() is stable: among equal remainders the order of the members decides.
    for person in sorted(member_order, key=lambda one: -exact[one][1])[:left]:
        shares[person] += 1
    return shares
