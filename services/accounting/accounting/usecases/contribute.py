"""Count a document in its activity and post the difference of contribution that it makes due (CAE-09)."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import Activity
from accounting.domain.bookkeeping import Books, contribution
from accounting.domain.contribution import move
from accounting.usecases.post_entry import PostEntry, post_entry
from essaim.contracts.accounting import ContributionPosted
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class Contribute:
    """What one document changes, in cents without VAT."""

    activity_id: str
    document_id: str
    document_ref: str
    moved_on: date
    turnover_cents: int = 0
    purchases_cents: int = 0


async def contribute(command: Contribute, deps: Deps, cause: Cause) -> None:
    """Count it once; the entry of a document that was counted before a crash is posted when this is repeated."""
    siren = (await deps.activities.get(command.activity_id)).state.siren
    rate = (await deps.legal_entities.get(siren)).state.contribution_rate_percent

    def decide(activity: Activity) -> Change[Activity] | None:
        moved = move(
            activity,
            command.document_id,
            turnover_cents=command.turnover_cents,
            purchases_cents=command.purchases_cents,
            rate_percent=rate,
            moved_on=command.moved_on,
        )
        return Change(moved.activity) if moved else None

    activity = (await deps.activities.change(command.activity_id, decide, cause, effect="contribution")).state
    amount = activity.movements[command.document_id].contribution_cents
    books = Books(command.activity_id, activity)
    draft = contribution(books, command.document_id, command.document_ref, amount, command.moved_on)
    if draft is None:
        return
    posted = ContributionPosted(
        activity_id=command.activity_id,
        group_id=activity.group_id,
        document_id=command.document_id,
        base="margin",
        rate_percent=activity.contribution_rate_percent or rate,
        amount=amount,
        total=_total_until(activity, command.document_id),
    )
    await post_entry(PostEntry(draft, (posted,)), deps, cause)


def _total_until(activity: Activity, document_id: str) -> int:
    """The contribution after this document; later ones are not counted, so that a repetition says the same."""
    total = 0
    for id_, movement in activity.movements.items():
        total += movement.contribution_cents
        if id_ == document_id:
            break
    return total
