"""The accountant approves a share-out: it is posted, and every member gets a statement."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.share import Share, approve
from accounting.usecases.post_share import PostShare, post_share
from essaim.contracts.accounting import RemunerationStatement
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ApproveShare:
    """Approve this one."""

    share_id: str


async def approve_share(
    command: ApproveShare, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Share]:
    """The share-out, APPROVED, and its entry posted. A crash before the entry is mended by a job."""

    def decide(share: Share) -> Change[Share]:
        statements = tuple(
            RemunerationStatement(
                share_id=command.share_id,
                group_id=share.group_id,
                person_id=one.person_id,
                rule=share.rule.value,
                weight=str(one.weight),
                pool=share.pool.pool_cents,
                amount=one.amount_cents,
            )
            for one in share.members
        )
        return Change(approve(share, deps.clock.today()), statements)

    await deps.shares.change(command.share_id, decide, cause, expected_version=expected_version)
    await post_share(PostShare(command.share_id), deps, cause)
    return await deps.shares.get(command.share_id)
