"""Count a document in its activity and post the difference of contribution that it makes due (CAE-09)."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import Activity, Movement, MovementKind
from accounting.domain.contribution.counting import count
from accounting.usecases.contribution.post_contribution import PostContribution, post_contribution
from accounting.usecases.contribution.read_agreed import ReadAgreed, read_agreed
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class Contribute:
    """What one document changes, in cents without VAT.

    ``invoice_id`` is the invoice whose terms apply, with its own rate when it has one: the document itself, or what a payment
    pays and a credit note reverses. ``collected_cents`` makes it a payment, with the part of it that is not VAT.
    ``source_document`` names the document as ``<kind>:<id>`` when it is neither an invoice nor a purchase.
    """

    activity_id: str
    document_id: str
    document_ref: str
    moved_on: date
    turnover_cents: int = 0
    purchases_cents: int = 0
    collected_cents: int | None = None
    invoice_id: str | None = None
    source_document: str | None = None


async def contribute(command: Contribute, deps: Deps, cause: Cause) -> None:
    """Count it once; the entry of a document that was counted before a crash is posted when this is repeated."""
    siren = (await deps.activities.get(command.activity_id)).state.siren
    agreed = await read_agreed(ReadAgreed(siren), deps)
    movement = await _movement(command, deps)

    def decide(activity: Activity) -> Change[Activity] | None:
        counted = count(activity, command.document_id, movement, agreed)
        return Change(counted) if counted else None

    # Several movements may come with one event, payments or what a corrective invoice replaces: each is an effect of its own.
    effect = f"contribution:{command.document_id}"
    activity = (await deps.activities.change(command.activity_id, decide, cause, effect=effect)).state
    posting = PostContribution(
        command.activity_id,
        activity,
        agreed,
        command.document_id,
        command.document_ref,
        command.invoice_id,
        command.source_document,
    )
    await post_contribution(posting, deps, cause)


async def _movement(command: Contribute, deps: Deps) -> Movement:
    invoice = (await deps.invoices.get(command.invoice_id)).state if command.invoice_id else None
    return Movement(
        turnover_cents=command.turnover_cents,
        purchases_cents=command.purchases_cents,
        contribution_cents=0,
        moved_on=command.moved_on,
        collected_cents=command.collected_cents or 0,
        kind=MovementKind.DOCUMENT if command.collected_cents is None else MovementKind.PAYMENT,
        governed_on=invoice.issued_on if invoice else None,
        own_rate_percent=invoice.contribution_rate_percent if invoice else None,
    )
