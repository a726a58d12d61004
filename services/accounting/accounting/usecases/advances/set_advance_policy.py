"""The accountant sets what a mini-entreprise may raise and which part of its profit it gives (MINI-03, MINI-04)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.advance import AdvanceBook, AdvancePolicy, change_policy, check_scheme
from accounting.usecases.groups.check_unshared import check_unshared
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetAdvancePolicy:
    """The whole policy of an activity."""

    activity_id: str
    policy: AdvancePolicy


async def set_advance_policy(command: SetAdvancePolicy, deps: Deps, cause: Cause) -> Stored[AdvanceBook]:
    """The activity's book with this policy. RuleError for another scheme, and once the share-out is approved."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_scheme(activity.scheme)
    await check_unshared(activity.group_id, deps)
    fresh = AdvanceBook(command.activity_id, activity.group_id, activity.scheme, activity.siren)

    def decide(known: AdvanceBook | None) -> Change[AdvanceBook]:
        return Change(change_policy(known or fresh, command.policy))

    await deps.advance_books.put(command.activity_id, decide, cause)
    return await deps.advance_books.get(command.activity_id)
