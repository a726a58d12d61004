"""The entry of a contribution that was counted: 186 and 187 through 181, with its reason (CAE-09, PCG 1211-18)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import Activity, Movement, MovementKind
from accounting.domain.bookkeeping import Books, contribution
from accounting.domain.contribution.counting import agreed_for
from accounting.domain.contribution.due import year_of
from accounting.domain.contribution.explanation import sentence
from accounting.domain.contribution.policy import Agreed
from accounting.domain.why import Why
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.contracts.accounting import ContributionPosted
from essaim.kit.cause import Cause

PERIODIC = (MovementKind.FIXED, MovementKind.MINIMUM)


@dataclass(frozen=True)
class PostContribution:
    """The movement with this key, of an activity as it stands. ``invoice_id`` is the invoice that it follows, if any."""

    activity_id: str
    activity: Activity
    agreed: Agreed
    key: str
    document_ref: str
    invoice_id: str | None = None
    source_document: str | None = None


async def post_contribution(command: PostContribution, deps: Deps, cause: Cause) -> None:
    """Post it once; a movement that made no difference has no entry."""
    movement = command.activity.movements[command.key]
    why = Why(
        rule="CAE-09",
        sentence=sentence(command.activity, command.key, command.document_ref, command.agreed),
        source_document=_source_document(command, movement),
        rate_percent=None if movement.kind in PERIODIC else movement.rate_percent,
        level=movement.level,
        source_event=cause.causation_id,
    )
    books = Books(command.activity_id, command.activity)
    draft = contribution(books, command.key, command.document_ref, movement.contribution_cents, movement.moved_on, why)
    if draft is not None:
        await post_entry(PostEntry(draft, (_event(command, movement),)), deps, cause)


def _source_document(command: PostContribution, movement: Movement) -> str:
    if command.source_document is not None:
        return command.source_document
    if movement.kind is MovementKind.PAYMENT:
        return f"payment:{command.key}"
    if not movement.has_document:
        return f"activity:{command.activity_id}"
    return f"{'purchase' if movement.purchases_cents else 'invoice'}:{command.key}"


def _event(command: PostContribution, movement: Movement) -> ContributionPosted:
    terms = agreed_for(command.activity, command.agreed)
    applied = terms.on(movement.terms_on, movement.own_rate_percent).terms
    periodic = movement.kind in PERIODIC
    month = f"{movement.moved_on:%Y-%m}" if movement.kind is MovementKind.FIXED else None
    return ContributionPosted(
        activity_id=command.activity_id,
        group_id=command.activity.group_id,
        document_id=command.key,
        base=movement.kind.lower() if periodic else applied.base.lower(),
        rate_percent="0" if periodic else movement.rate_percent or "0",
        amount=movement.contribution_cents,
        total=_total_until(command.activity, command.key),
        level=movement.level.value,
        period=month or str(year_of(movement, terms)),
    )


def _total_until(activity: Activity, key: str) -> int:
    """The contribution after this movement; later ones are not counted, so that a repetition says the same."""
    total = 0
    for id_, movement in activity.movements.items():
        total += movement.contribution_cents
        if id_ == key:
            break
    return total
