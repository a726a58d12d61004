"""Who bears a purchase and who gets its money: lines by activity, the supplier's part and the member's, to the cent.

Every split is by largest remainder, so that parts add up; each activity's lines balance by themselves, because its charge, its
VAT and its part of the debt carry its analytic code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from accounting.domain.errors import InputError, RuleError
from accounting.domain.money import split
from accounting.domain.purchase import UNPAID, ActivityPart, MemberPart, Payee, Purchase, PurchaseStatus
from accounting.domain.purchasing.line import PurchaseLine

_WHOLE = 10_000
"""A hundred percent, in hundredths of one."""


@dataclass(frozen=True)
class Bearer:
    """What one activity has of a purchase: its part of each line's charge, deducted VAT and declared VAT, and of the debts."""

    activity_id: str
    analytic_code: str
    charges: tuple[int, ...]
    deducted: tuple[int, ...]
    declared: tuple[int, ...]
    rounding_cents: int = 0
    member_cents: int = 0

    @property
    def gross_cents(self) -> int:
        """Its part of what the paper asks for."""
        return sum(self.charges) + sum(self.deducted) - sum(self.declared) + self.rounding_cents

    @property
    def supplier_cents(self) -> int:
        """Its part of what the supplier gets."""
        return self.gross_cents - self.member_cents

    def owed_cents(self, to: Payee) -> int:
        """Its part of what one of both gets."""
        return self.supplier_cents if to is Payee.SUPPLIER else self.member_cents


def member_cents(purchase: Purchase) -> int:
    """What of the total the member had paid."""
    part, total = purchase.member, purchase.total_including_vat_cents
    if part is None:
        return 0
    if part.amount_cents is not None:
        return part.amount_cents
    hundredths = _hundredths(part.percent or "0", "member.percent")
    return split(total, (_WHOLE - hundredths, hundredths))[1]


def supplier_cents(purchase: Purchase) -> int:
    """What the supplier gets of the cooperative."""
    return purchase.total_including_vat_cents - member_cents(purchase)


def due_cents(purchase: Purchase, to: Payee) -> int:
    """What one of both gets in all."""
    return supplier_cents(purchase) if to is Payee.SUPPLIER else member_cents(purchase)


def purchase_left_cents(purchase: Purchase, to: Payee | str = Payee.SUPPLIER) -> int:
    """What is still to be paid to the supplier (of a credit note: to be got back), or to the member. Nothing before it is
    recorded, after it is cancelled, and when all is paid."""
    if purchase.status not in UNPAID:
        return 0
    payee = Payee(to)
    return due_cents(purchase, payee) - purchase.paid_cents(payee)


def settled_status(purchase: Purchase) -> PurchaseStatus:
    """Where a recorded purchase stands after a payment."""
    paid = sum(one.amount_cents for one in purchase.payments)
    if paid >= purchase.total_including_vat_cents:
        return PurchaseStatus.PAID
    return PurchaseStatus.PARTIALLY_PAID if paid else PurchaseStatus.RECORDED


def bearers(purchase: Purchase) -> tuple[Bearer, ...]:
    """The activities, the owning one first. Rounding is the owning one's."""
    weights = _weights(purchase)
    rows = [_by_activity(one, weights) for one in purchase.lines]
    names = [(purchase.activity_id, purchase.analytic_code)]
    names += [(one.activity_id, one.analytic_code) for one in purchase.shared_with]
    found = tuple(
        Bearer(
            activity_id,
            code,
            charges=tuple(row[0][place] for row in rows),
            deducted=tuple(row[1][place] for row in rows),
            declared=tuple(row[2][place] for row in rows),
            rounding_cents=purchase.rounding_cents if place == 0 else 0,
        )
        for place, (activity_id, code) in enumerate(names)
    )
    grosses = [max(0, one.gross_cents) for one in found]
    if not sum(grosses):
        return found
    members = capped(member_cents(purchase), grosses)
    return tuple(_with_member(one, cents) for one, cents in zip(found, members, strict=True))


def counted_by_activity(purchase: Purchase) -> dict[str, int]:
    """What counts in the contribution of each activity; negative for a credit note."""
    return {
        one.activity_id: purchase.sign
        * sum(
            cents
            for line, cents in zip(purchase.lines, one.charges, strict=True)
            if line.in_contribution and line.account.startswith("6")
        )
        for one in bearers(purchase)
    }


def movement_key(purchase_id: str, purchase: Purchase, activity_id: str, *, cancelled: bool = False) -> str:
    """Under which an activity counts a purchase. An entry of contribution is posted once per key, so the activities that share
    a purchase have keys of their own; the owning one has the purchase's id."""
    key = purchase_id if activity_id == purchase.activity_id else f"{purchase_id}:{activity_id}"
    return f"cancelled:{key}" if cancelled else key


def payment_parts(purchase: Purchase, payment_id: str) -> tuple[tuple[str, int], ...]:
    """Analytic code and cents of a payment: each activity pays by what it still owed, so that the last payment ends all."""
    found = bearers(purchase)
    to = next(one.to for one in purchase.payments if one.id == payment_id)
    left = [one.owed_cents(to) for one in found]
    for payment in purchase.payments:
        if payment.to is not to:
            continue
        parts = capped(payment.amount_cents, left)
        if payment.id == payment_id:
            return tuple((one.analytic_code, cents) for one, cents in zip(found, parts, strict=True) if cents)
        left = [before - cents for before, cents in zip(left, parts, strict=True)]
    return ()


def capped(total: int, rooms: Sequence[int]) -> tuple[int, ...]:
    """``total`` split by ``rooms``, which it does not exceed: nobody gets more than their room."""
    return split(total, rooms) if sum(rooms) else tuple(0 for _ in rooms)


def check_member(part: MemberPart, total_cents: int) -> None:
    """InputError for a part that is none."""
    if (part.percent is None) == (part.amount_cents is None):
        raise InputError("member", "needs either a percentage or an amount", "percent or amount, one of both")
    if part.amount_cents is not None and not 0 < part.amount_cents <= total_cents:
        accepted = f"0.01 to {total_cents // 100}.{total_cents % 100:02d}, the total including VAT"
        raise InputError("member.amount", "is not a part of this purchase", accepted)
    if part.percent is not None and not 0 < _hundredths(part.percent, "member.percent") <= _WHOLE:
        raise InputError("member.percent", "is not a part of this purchase", "0.01 to 100")


def check_shared(parts: Sequence[ActivityPart], activity_id: str, total_cents: int) -> None:
    """InputError unless the parts are of different other activities, all in percent or all amounts, and leave something."""
    seen = [activity_id, *(one.activity_id for one in parts)]
    for place, one in enumerate(parts):
        if one.activity_id in seen[: place + 1]:
            raise InputError(f"shared_with.{place}.activity_id", "is there already", "another activity, once")
        if (one.percent is None) == (one.amount_cents is None):
            accepted = "percent or amount, one of both"
            raise InputError(f"shared_with.{place}", "needs either a percentage or an amount", accepted)
        if (one.percent is None) != (parts[0].percent is None):
            raise InputError(
                f"shared_with.{place}", "is not in the unit of the first one", "all percent, or all amounts"
            )
        if (_hundredths(one.percent, f"shared_with.{place}.percent") if one.percent else one.amount_cents or 0) <= 0:
            raise InputError(f"shared_with.{place}", "is not above nothing", "a part above 0")
    given = sum(_given(one) for one in parts)
    whole = _WHOLE if parts and parts[0].percent is not None else total_cents
    if parts and given >= whole:
        raise InputError(
            "shared_with", "leaves nothing to the activity itself", "less than the whole amount without VAT"
        )


def _weights(purchase: Purchase) -> tuple[int, ...]:
    parts = purchase.shared_with
    given = [_given(one) for one in parts]
    whole = _WHOLE if parts and parts[0].percent is not None else purchase.total_excluding_vat_cents
    return (max(0, whole - sum(given)), *given) if parts else (1,)


def _given(part: ActivityPart) -> int:
    return _hundredths(part.percent, "shared_with") if part.percent is not None else part.amount_cents or 0


def _by_activity(
    line: PurchaseLine, weights: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    return (
        _signed(line.charge_cents, weights),
        _signed(line.deducted_cents, weights),
        _signed(line.declared_vat_cents, weights),
    )


def _signed(cents: int, weights: Sequence[int]) -> tuple[int, ...]:
    """A rebate is split as its amount would be."""
    parts = split(abs(cents), weights)
    return parts if cents >= 0 else tuple(-one for one in parts)


def _with_member(one: Bearer, cents: int) -> Bearer:
    return Bearer(
        one.activity_id, one.analytic_code, one.charges, one.deducted, one.declared, one.rounding_cents, cents
    )


def _hundredths(percent: str, field: str) -> int:
    try:
        found = Decimal(percent) * 100
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found != int(found) or not 0 <= found <= _WHOLE:
        raise InputError(field, f"{percent} is no percentage", "0.01 to 100, with at most two decimals")
    return int(found)


def check_bearable(purchase: Purchase) -> None:
    """RuleError when rebates or roundings would leave an activity with less than nothing to pay."""
    if any(one.gross_cents < 0 or one.supplier_cents < 0 for one in bearers(purchase)):
        raise RuleError(
            "purchase-part-negative", "a part of this purchase is below nothing: say the parts as percentages"
        )
