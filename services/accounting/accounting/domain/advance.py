"""Advances of a mini-entreprise: money that members and their relatives lend to it, in shares, and get back before anything is
shared (domain §4.4, MINI-02, MINI-03).

All advances of an activity are one aggregate, because the caps are about their sum.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accounting.domain.errors import InputError, RuleError
from accounting.domain.parties import rate_per_ten_thousand
from accounting.domain.treasury import Means
from accounting.domain.why import euros

SCHEME = "mini_entreprise"
MOST_ADVANCES = 500


class Format(StrEnum):
    """The formats of a mini-entreprise (domain §4.1). Only L and XL sell for real money (MINI-02)."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"


WITHOUT_MONEY = (Format.S, Format.M)


@dataclass(frozen=True)
class AdvancePolicy:
    """What an activity may raise, and which part of its profit it gives away. A cap of None is none.

    ``format`` is None as long as nobody has said it: the group's start does not tell.
    """

    unit_price_cents: int = 400
    cap_total_cents: int = 50_000
    cap_per_person_cents: int | None = None
    donation_rate_percent: str = "0"
    format: Format | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.unit_price_cents <= self.cap_total_cents:
            raise InputError(
                "unit_price", "is not a price of a share", f"0.01 to {amount(self.cap_total_cents)}, the total cap"
            )
        if self.cap_per_person_cents is not None and self.cap_per_person_cents < self.unit_price_cents:
            raise InputError("cap_per_person", "is below one share", f"at least {amount(self.unit_price_cents)}")
        rate_per_ten_thousand(self.donation_rate_percent, "donation_rate_percent")


@dataclass(frozen=True)
class Repayment:
    """An advance that is settled: what was given back, and what its holder waived."""

    repaid_on: date
    amount_cents: int
    waived_cents: int
    means: Means


@dataclass(frozen=True)
class Advance:
    """An advance. ``relative`` is a label such as ``parent-1`` when a relative of the person lent it: no name is kept.

    ``holder_number`` counts lenders, ``number`` counts advances, both from 1 inside the activity, whose id the advance's own
    begins with. ``key`` is the offer's, by which a repetition is known.
    """

    id: str
    key: str
    number: int
    holder_number: int
    person_id: str
    relative: str | None
    share_count: int
    amount_cents: int
    received_on: date
    means: Means
    repayment: Repayment | None = None

    @property
    def holder(self) -> tuple[str, str | None]:
        """Who lent it."""
        return (self.person_id, self.relative)


@dataclass(frozen=True)
class Donation:
    """A part of the profit that the group gave away."""

    id: str
    number: int
    beneficiary: str
    amount_cents: int
    donated_on: date
    means: Means


@dataclass(frozen=True)
class AdvanceBook:
    """Advances and donations of one activity. ``pending`` are the source keys of entries that are not known to be posted.

    ``sealed`` while a share-out that rests on it is being approved, and from then on: nothing changes its figures any more.
    """

    activity_id: str
    group_id: str
    scheme: str
    siren: str
    policy: AdvancePolicy = AdvancePolicy()
    advances: tuple[Advance, ...] = ()
    donations: tuple[Donation, ...] = ()
    pending: tuple[str, ...] = ()
    to_post: bool = False
    sealed: bool = False

    @property
    def raised_cents(self) -> int:
        """What was ever lent."""
        return sum(one.amount_cents for one in self.advances)

    @property
    def waived_cents(self) -> int:
        """What lenders do not want back."""
        return sum(one.repayment.waived_cents for one in self.advances if one.repayment)

    @property
    def outstanding_cents(self) -> int:
        """What is still to be given back."""
        return sum(one.amount_cents for one in self.advances if one.repayment is None)

    @property
    def donated_cents(self) -> int:
        """What was given away."""
        return sum(one.amount_cents for one in self.donations)

    def advance(self, advance_id: str) -> Advance | None:
        """One of them."""
        return next((one for one in self.advances if one.id == advance_id), None)

    def knows(self, offer: "Offer") -> bool:
        """Whether this very offer was received."""
        return any(one.key == offer.key for one in self.advances)


@dataclass(frozen=True)
class Offer:
    """An advance that somebody wants to make. ``key`` is the same when it is repeated."""

    key: str
    person_id: str
    relative: str | None
    share_count: int
    received_on: date
    means: Means


def check_scheme(scheme: str) -> None:
    """RuleError for an activity that is no mini-entreprise."""
    if scheme != SCHEME:
        raise RuleError("mini-03-no-mini-entreprise", f"advances and donations belong to {SCHEME}, not to {scheme}")


def change_policy(book: AdvanceBook, policy: AdvancePolicy) -> AdvanceBook:
    """Another policy, as long as what was raised stays inside it."""
    check_unsealed(book)
    if policy.format in WITHOUT_MONEY and book.advances:
        raise RuleError(
            "mini-02-no-real-money", f"the format {policy.format} has no real money, but advances were received"
        )
    if book.raised_cents > policy.cap_total_cents:
        raise InputError("cap_total", "is below what was raised", f"at least {amount(book.raised_cents)}")
    return replace(book, policy=policy)


def receive(book: AdvanceBook, offer: Offer, member_ids: tuple[str, ...], first_on: date, today: date) -> AdvanceBook:
    """The advance is received, inside the caps (MINI-03). An offer with a known key changes nothing."""
    if book.knows(offer):
        return book
    check_unsealed(book)
    if book.policy.format in WITHOUT_MONEY:
        raise RuleError("mini-02-no-real-money", f"a mini-entreprise of format {book.policy.format} has no real money")
    if offer.person_id not in member_ids:
        raise InputError("person_id", "is no member of the group", "a member; for a relative, the member and a label")
    if not first_on <= offer.received_on <= today:
        raise InputError("received_on", "is before the activity or in the future", f"{first_on} to {today}")
    if len(book.advances) >= MOST_ADVANCES:
        raise RuleError("mini-03-too-many", f"an activity has at most {MOST_ADVANCES} advances")
    _check_caps(book, offer)
    holders = {one.holder: one.holder_number for one in book.advances}
    number = len(book.advances) + 1
    advance = Advance(
        id=f"{book.activity_id}:{number}",
        key=offer.key,
        number=number,
        holder_number=holders.get((offer.person_id, offer.relative), len(holders) + 1),
        person_id=offer.person_id,
        relative=offer.relative,
        share_count=offer.share_count,
        amount_cents=offer.share_count * book.policy.unit_price_cents,
        received_on=offer.received_on,
        means=offer.means,
    )
    return to_be_posted(replace(book, advances=(*book.advances, advance)), f"advance:{advance.id}")


def repay(book: AdvanceBook, advance_id: str, repayment: Repayment, today: date) -> AdvanceBook:
    """The advance goes back to its holder, once and whole, but for what they waive. The same again changes nothing."""
    advance = book.advance(advance_id)
    if advance is None:
        raise InputError("advance_id", "is no advance of the activity", "the id of one that the activity has")
    if advance.repayment is not None:
        if advance.repayment == repayment:
            return book
        raise RuleError("mini-03-repaid", f"the advance was settled on {advance.repayment.repaid_on}")
    check_unsealed(book)
    if not advance.received_on <= repayment.repaid_on <= today:
        raise InputError("repaid_on", "is before the advance or in the future", f"{advance.received_on} to {today}")
    if min(repayment.amount_cents, repayment.waived_cents) < 0:
        raise InputError("amount", "is negative", f"0.00 to {amount(advance.amount_cents)}")
    if repayment.amount_cents + repayment.waived_cents != advance.amount_cents:
        whole = amount(advance.amount_cents)
        raise InputError("amount", "and what is waived are not the whole advance", f"amounts that add up to {whole}")
    settled = tuple(replace(one, repayment=repayment) if one.id == advance_id else one for one in book.advances)
    return to_be_posted(replace(book, advances=settled), f"repayment:{advance_id}")


def check_unsealed(book: AdvanceBook) -> None:
    """RuleError once the share-out rests on the book."""
    if book.sealed:
        raise RuleError("share-approved", "the share-out is approved, or just being so: advances and donations stay")


def to_be_posted(book: AdvanceBook, source_key: str) -> AdvanceBook:
    """The book with one more entry to post."""
    return replace(book, pending=(*book.pending, source_key), to_post=True)


def posted(book: AdvanceBook, source_keys: tuple[str, ...]) -> AdvanceBook:
    """The book without the entries that were posted."""
    left = tuple(key for key in book.pending if key not in source_keys)
    return replace(book, pending=left, to_post=bool(left))


def amount(cents: int) -> str:
    """Cents as the API writes them."""
    return f"{cents // 100}.{cents % 100:02d}"


def _check_caps(book: AdvanceBook, offer: Offer) -> None:
    policy = book.policy
    wanted = offer.share_count * policy.unit_price_cents
    left = policy.cap_total_cents - book.raised_cents
    held = sum(one.amount_cents for one in book.advances if one.holder == (offer.person_id, offer.relative))
    if policy.cap_per_person_cents is not None:
        left = min(left, policy.cap_per_person_cents - held)
    if not 0 < wanted <= left:
        most = max(0, left // policy.unit_price_cents)
        detail = f"at {euros(policy.unit_price_cents)} a share, {most} more are inside the caps"
        raise InputError(
            "shares", f"are more than the caps allow (MINI-03): {detail}", f"1 to {most}" if most else "none"
        )
