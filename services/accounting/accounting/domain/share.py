"""The share-out: the pool, the adopted rule, and cents that add up (domain §1.7, §8.12, YOUTH-04).

``pool = cash collected excluding VAT − direct charges − contribution``, never negative.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accounting.domain.activity import Activity
from accounting.domain.errors import RuleError
from accounting.domain.group_record import GroupRecord, Resolution, Rule
from accounting.domain.invoice import Invoice
from accounting.domain.money import half_up, split


class ShareStatus(StrEnum):
    """Where a share-out stands."""

    COMPUTED = "COMPUTED"
    APPROVED = "APPROVED"


@dataclass(frozen=True)
class Pool:
    """The steps from the cash to what is shared."""

    cash_collected_cents: int
    direct_charges_cents: int
    contribution_cents: int

    @property
    def pool_cents(self) -> int:
        """What is shared."""
        return max(0, self.cash_collected_cents - self.direct_charges_cents - self.contribution_cents)


@dataclass(frozen=True)
class MemberShare:
    """What one member receives, and by which weight."""

    person_id: str
    member_number: int
    weight: int
    amount_cents: int


@dataclass(frozen=True)
class Share:
    """The share-out of a group."""

    group_id: str
    activity_id: str
    scheme: str
    rule: Rule
    resolution_id: str
    pool: Pool
    members: tuple[MemberShare, ...]
    computed_on: date
    status: ShareStatus = ShareStatus.COMPUTED
    approved_on: date | None = None
    entry_to_post: bool = False


def collected_excluding_vat(invoice: Invoice) -> int:
    """The part of an invoice's payments that is not VAT."""
    totals = invoice.totals
    if not totals.including_vat_cents:
        return 0
    return half_up(invoice.paid_cents * totals.excluding_vat_cents, totals.including_vat_cents)


def pool_of(activity: Activity, invoices: Sequence[Invoice]) -> Pool:
    """The pool of an activity, from its invoices and its movements."""
    collected = sum(collected_excluding_vat(invoice) for invoice in invoices)
    return Pool(collected, activity.purchases_cents, activity.contribution_cents)


def divide(
    pool_cents: int, resolution: Resolution, group: GroupRecord, person_ids: Sequence[str]
) -> tuple[MemberShare, ...]:
    """The pool by the adopted rule; ties of a cent go to the lowest member number."""
    last = len(person_ids) + max(group.members.values(), default=0)
    numbered = sorted((group.members.get(person, last + place), person) for place, person in enumerate(person_ids))
    weights = [_weight(resolution, group, person) for _, person in numbered]
    if sum(weights) <= 0:
        raise RuleError("youth-04-no-weights", f"the rule {resolution.rule} gives no member any weight")
    parts = split(pool_cents, weights)
    return tuple(
        MemberShare(person, number, weight, part)
        for (number, person), weight, part in zip(numbered, weights, parts, strict=True)
    )


def approve(share: Share, approved_on: date) -> Share:
    """The accountant approves it, once."""
    if share.status is not ShareStatus.COMPUTED:
        raise RuleError("share-approved", f"the share-out was approved on {share.approved_on}")
    return replace(share, status=ShareStatus.APPROVED, approved_on=approved_on, entry_to_post=True)


def _weight(resolution: Resolution, group: GroupRecord, person_id: str) -> int:
    if resolution.rule is Rule.EQUAL:
        return 1
    if resolution.rule is Rule.HOURS:
        return group.minutes_of(person_id)
    return resolution.weights.get(person_id, 0)
