"""A mini-entreprise gives a part of its profit before the rest is shared (MINI-04)."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.advance import AdvanceBook, check_scheme
from accounting.domain.donation import donate
from accounting.domain.pool import pool_of
from accounting.domain.treasury import Means
from accounting.usecases.advances.post_advances import PostAdvances, post_advances
from accounting.usecases.groups.check_unshared import check_unshared
from accounting.usecases.sharing.share_again import share_again
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class GiveDonation:
    """To whom, how much, when and how."""

    activity_id: str
    beneficiary: str
    amount_cents: int
    donated_on: date
    means: Means


async def give_donation(command: GiveDonation, deps: Deps, cause: Cause) -> Stored[AdvanceBook]:
    """The activity's book with the donation, its entry posted, and the share-out computed again if there is one."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_scheme(activity.scheme)
    await check_unshared(activity.group_id, deps)
    invoices = [one.state for one in await deps.invoices.all({"activity_id": command.activity_id})]
    fresh = AdvanceBook(command.activity_id, activity.group_id, activity.scheme, activity.siren)

    def decide(known: AdvanceBook | None) -> Change[AdvanceBook]:
        book = known or fresh
        given = donate(
            book,
            cause.new_id("donation"),
            beneficiary=command.beneficiary,
            amount_cents=command.amount_cents,
            donated_on=command.donated_on,
            means=command.means,
            profit_cents=pool_of(activity, invoices, book).profit_cents,
            today=deps.clock.today(),
        )
        return Change(given)

    await deps.advance_books.put(command.activity_id, decide, cause)
    await post_advances(PostAdvances(command.activity_id), deps, cause)
    await share_again(activity.group_id, deps, cause)
    return await deps.advance_books.get(command.activity_id)
