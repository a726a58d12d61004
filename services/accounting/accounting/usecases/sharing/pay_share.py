"""A member received money of their share."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.share import Share, SharePayment, ShareStatus
from accounting.domain.share_payment import pay
from accounting.domain.treasury import Means
from accounting.usecases.sharing.post_share_payments import PostSharePayments, post_share_payments
from essaim.contracts.accounting import SharePaid
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PayShare:
    """Who got what, when and how."""

    share_id: str
    person_id: str
    paid_on: date
    amount_cents: int
    means: Means
    payment_id: str | None = None
    """Its id when it follows from what brought it, such as a payment order: the same payment twice is one."""


async def pay_share(
    command: PayShare, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Share]:
    """The share-out with the payment, and its bank entry posted. A crash before the entry is mended by a job."""
    payment = SharePayment(
        id=command.payment_id or cause.new_id("share-payment"),
        person_id=command.person_id,
        paid_on=command.paid_on,
        amount_cents=command.amount_cents,
        means=command.means,
    )

    def decide(share: Share) -> Change[Share]:
        paid = pay(share, payment, deps.clock.today())
        complete = paid.status is ShareStatus.PAID and share.status is ShareStatus.APPROVED
        return Change(paid, (_event(command.share_id, paid),) if complete else ())

    await deps.shares.change(command.share_id, decide, cause, expected_version=expected_version)
    await post_share_payments(PostSharePayments(command.share_id), deps, cause)
    return await deps.shares.get(command.share_id)


def _event(share_id: str, share: Share) -> SharePaid:
    return SharePaid(
        share_id=share_id,
        activity_id=share.activity_id,
        group_id=share.group_id,
        total=share.total_cents,
        paid_on=max(one.paid_on for one in share.payments),
        shares={one.person_id: one.amount_cents for one in share.members},
    )
