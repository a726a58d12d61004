"""Paying a share-out: to each member what was approved and no more, whole or in parts (domain §8.12)."""

from dataclasses import replace
from datetime import date

from accounting.domain.errors import InputError, RuleError
from accounting.domain.share import Share, SharePayment, ShareStatus


def pay(share: Share, payment: SharePayment, today: date) -> Share:
    """One payment more; PAID when it was the last. A payment with a known id changes nothing.

    RuleError before the approval and after the last payment, InputError for a person, a day or an amount that does not fit.
    """
    if any(known.id == payment.id for known in share.payments):
        return share
    if share.approved_on is None:
        raise RuleError("share-not-approved", "the share-out is COMPUTED; the accountant approves it before it is paid")
    if share.status is not ShareStatus.APPROVED:
        raise RuleError("share-paid", f"the share-out is {share.status}: everything was paid")
    member = share.member(payment.person_id)
    if member is None:
        raise InputError("person_id", "has no part in this share-out", "the id of a member that it names")
    if not share.approved_on <= payment.paid_on <= today:
        raise InputError("paid_on", "is before the approval or in the future", f"{share.approved_on} to {today}")
    left = member.amount_cents - share.paid_to(payment.person_id)
    if left <= 0:
        raise RuleError("share-member-paid", "the member has received their whole share")
    if not 0 < payment.amount_cents <= left:
        raise InputError(
            "amount", "is not what can still be paid to this member", f"0.01 to {left // 100}.{left % 100:02d}"
        )
    paid = replace(share, payments=(*share.payments, payment), payments_to_post=True)
    return replace(paid, status=ShareStatus.PAID) if paid.paid_cents == paid.total_cents else paid
