"""The accountant approves a share-out: it is posted, and every member gets a statement."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.share import Share, ShareStatus, approve
from accounting.usecases.advances.seal_advances import seal_advances
from accounting.usecases.advances.unseal_advances import unseal_advances
from accounting.usecases.sharing.compute_share import ComputeShare, compute_share
from accounting.usecases.sharing.post_share import PostShare, post_share
from essaim.contracts.accounting import RemunerationStatement, SharePaid
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ApproveShare:
    """Approve this one."""

    share_id: str


async def approve_share(
    command: ApproveShare, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Share]:
    """The share-out, APPROVED, and its entry posted. A crash before the entry is mended by a job.

    RuleError while advances are not given back (MINI-03) or the donation is missing (MINI-04), and when the figures have
    changed since they were computed: then they are computed anew, to be looked at before they are approved.
    """
    group_id = (await deps.shares.get(command.share_id)).state.group_id
    try:
        await seal_advances(group_id, deps, cause)
        await _check_current(command.share_id, deps, cause)
        await deps.shares.change(
            command.share_id,
            lambda share: _approved(command.share_id, share, deps),
            cause,
            expected_version=expected_version,
        )
    # Whatever stopped the approval, advances and donations must not stay sealed under a share-out that is still open.
    except Exception:
        await _reopen(command.share_id, deps, cause)
        raise
    await post_share(PostShare(command.share_id), deps, cause)
    return await deps.shares.get(command.share_id)


def _approved(share_id: str, share: Share, deps: Deps) -> Change[Share]:
    approved = approve(share, deps.clock.today())
    return Change(approved, _events(share_id, approved))


async def _check_current(share_id: str, deps: Deps, cause: Cause) -> None:
    """RuleError when the figures are not those that were looked at."""
    stored = await deps.shares.get(share_id)
    if stored.state.status is not ShareStatus.COMPUTED:
        return
    current = await compute_share(ComputeShare(stored.state.group_id), deps, cause)
    if current.version != stored.version:
        raise RuleError(
            "share-recomputed", "the figures have changed and were computed anew; look at them, then approve"
        )


async def _reopen(share_id: str, deps: Deps, cause: Cause) -> None:
    """What was not approved can change again."""
    share = (await deps.shares.get(share_id)).state
    if share.status is ShareStatus.COMPUTED:
        await unseal_advances(share.group_id, deps, cause)


def _events(share_id: str, share: Share) -> tuple[EventData, ...]:
    statements = tuple(
        RemunerationStatement(
            share_id=share_id,
            group_id=share.group_id,
            person_id=one.person_id,
            rule=share.rule.value,
            weight=str(one.weight),
            pool=share.pool.pool_cents,
            amount=one.amount_cents,
        )
        for one in share.members
    )
    if share.status is not ShareStatus.PAID or share.approved_on is None:
        return statements
    paid = SharePaid(
        share_id=share_id,
        activity_id=share.activity_id,
        group_id=share.group_id,
        total=0,
        paid_on=share.approved_on,
        shares={one.person_id: 0 for one in share.members},
    )
    return (*statements, paid)
