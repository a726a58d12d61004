"""An advance goes back to whoever lent it, before anything is shared (MINI-03)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.advance import AdvanceBook, Repayment, repay
from accounting.usecases.advances.post_advances import PostAdvances, post_advances
from accounting.usecases.groups.check_unshared import check_unshared
from accounting.usecases.sharing.share_again import share_again
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class RepayAdvance:
    """How this advance is settled."""

    activity_id: str
    advance_id: str
    repayment: Repayment


async def repay_advance(command: RepayAdvance, deps: Deps, cause: Cause) -> Stored[AdvanceBook]:
    """The activity's book with the advance settled, its entry posted, and the share-out computed again if there is one."""
    book = (await deps.advance_books.get(command.activity_id)).state
    known = book.advance(command.advance_id)
    if known is None:
        raise NotFoundError("not-found", "there is nothing here under this id")
    if known.repayment is None:
        await check_unshared(book.group_id, deps)
    await deps.advance_books.change(
        command.activity_id,
        lambda one: Change(repay(one, command.advance_id, command.repayment, deps.clock.today())),
        cause,
    )
    await post_advances(PostAdvances(command.activity_id), deps, cause)
    await share_again(book.group_id, deps, cause)
    return await deps.advance_books.get(command.activity_id)
