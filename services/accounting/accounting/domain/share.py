"""The share-out: the pool, the adopted rule, and cents that add up (domain §1.7, §8.12, YOUTH-04).

DRAFT and VOTED of §8.12 are the assembly's, so they happen elsewhere; here a share-out is COMPUTED → APPROVED → PAID → RECORDED.
Until the approval it is computed again whenever something arrives that counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accounting.domain.errors import RuleError
from accounting.domain.group_record import GroupRecord, Resolution, Rule
from accounting.domain.money import split
from accounting.domain.pool import Pool
from accounting.domain.treasury import Means

WEIGHTED = (Rule.POINTS, Rule.CUSTOM)
"""The rules whose weights the resolution itself holds; those of the others follow from what was sealed."""
HEAVIEST = 1_000_000


class ShareStatus(StrEnum):
    """Where a share-out stands. PAID lasts until the last payment is in the ledger, then it is RECORDED."""

    COMPUTED = "COMPUTED"
    APPROVED = "APPROVED"
    PAID = "PAID"
    RECORDED = "RECORDED"


@dataclass(frozen=True)
class MemberShare:
    """What one member receives, and by which weight."""

    person_id: str
    member_number: int
    weight: int
    amount_cents: int


@dataclass(frozen=True)
class SharePayment:
    """Money that one member got of their share."""

    id: str
    person_id: str
    paid_on: date
    amount_cents: int
    means: Means


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
    adopted_on: date | None = None
    payments: tuple[SharePayment, ...] = ()
    payments_to_post: bool = False

    @property
    def total_cents(self) -> int:
        """What all members receive together."""
        return sum(one.amount_cents for one in self.members)

    @property
    def paid_cents(self) -> int:
        """What was paid so far."""
        return sum(one.amount_cents for one in self.payments)

    def member(self, person_id: str) -> MemberShare | None:
        """The part of one member."""
        return next((one for one in self.members if one.person_id == person_id), None)

    def paid_to(self, person_id: str) -> int:
        """What one member got so far."""
        return sum(one.amount_cents for one in self.payments if one.person_id == person_id)

    def same_figures(self, other: "Share") -> bool:
        """Whether rule, pool with its steps, and parts are the same: when and how often it was computed does not count."""
        return (self.rule, self.resolution_id, self.adopted_on, self.pool, self.members) == (
            other.rule,
            other.resolution_id,
            other.adopted_on,
            other.pool,
            other.members,
        )


def divide(
    pool_cents: int, resolution: Resolution, group: GroupRecord, person_ids: Sequence[str]
) -> tuple[MemberShare, ...]:
    """The pool by the adopted rule; ties of a cent go to the lowest member number.

    RuleError when the resolution weighs somebody who is no member, or gives nobody any weight. A member whom it does not
    name weighs nothing; the minutes of somebody who is no member count for nobody.
    """
    if not person_ids:
        raise RuleError("youth-04-no-members", "the group has no members to share between")
    if resolution.rule in WEIGHTED:
        _check_weights(resolution, person_ids)
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
    """The accountant approves it, once. With nothing to pay it is PAID at the same moment."""
    if share.status is not ShareStatus.COMPUTED:
        raise RuleError("share-approved", f"the share-out was approved on {share.approved_on}")
    status = ShareStatus.APPROVED if share.pool.pool_cents else ShareStatus.PAID
    return replace(share, status=status, approved_on=approved_on, entry_to_post=True)


def settled(share: Share) -> Share:
    """RECORDED once everything is paid and nothing is left to post; the same share-out until then."""
    if share.status is not ShareStatus.PAID or share.entry_to_post or share.payments_to_post:
        return share
    return replace(share, status=ShareStatus.RECORDED)


def _check_weights(resolution: Resolution, person_ids: Sequence[str]) -> None:
    strangers = sorted(set(resolution.weights) - set(person_ids))
    if strangers:
        raise RuleError("youth-04-unknown-persons", f"the resolution weighs {', '.join(strangers)}, no members here")
    odd = sorted(person for person, weight in resolution.weights.items() if not 0 <= weight <= HEAVIEST)
    if odd:
        raise RuleError(
            "youth-04-weights", f"a weight is a whole number from 0 to {HEAVIEST}; not so for {', '.join(odd)}"
        )


def _weight(resolution: Resolution, group: GroupRecord, person_id: str) -> int:
    if resolution.rule is Rule.EQUAL:
        return 1
    if resolution.rule is Rule.HOURS:
        return group.minutes_of(person_id)
    return resolution.weights.get(person_id, 0)
