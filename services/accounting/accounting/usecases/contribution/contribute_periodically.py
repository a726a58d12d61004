"""Post the fixed monthly parts and yearly minimums that are due, of all activities; run as a job, and before a month is closed.

It also makes good what a change of policy left: a document that was counted while the policy changed follows the old one until
then, so that what is posted comes back to what is due by itself.
"""

from accounting.deps import Deps
from accounting.usecases.contribution.settle_contribution import SettleContribution, settle_contribution
from essaim.kit.cause import fresh_cause
from essaim.kit.store.port import Where


async def contribute_periodically(deps: Deps, *, siren: str | None = None) -> None:
    """Of one legal entity, or of all. Repeated, it posts nothing twice."""
    cause = fresh_cause("contribute-periodically")
    where: Where = {"siren": siren} if siren is not None else {}
    for activity in await deps.activities.all(where):
        await settle_contribution(SettleContribution(activity.id), deps, cause)
