"""A quote is approved by somebody who may for its amount: then it can be sent."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.approval import Decider, DocumentType, check_approver
from accounting.domain.history import Happening, Visibility
from accounting.domain.quote import Quote
from accounting.domain.quoting import approved
from accounting.usecases.approval.read_approval_rules import read_approval_rules
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ApproveQuote:
    """Approve it in the name of somebody."""

    quote_id: str
    decider: Decider
    comment: str = ""
    visibility: Visibility = Visibility.TEAM


async def approve_quote(
    command: ApproveQuote, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Quote]:
    """The quote, APPROVED. RuleError with who can approve it, when this person cannot."""
    activity_id = (await deps.quotes.get(command.quote_id)).state.activity_id
    rules = await read_approval_rules((await deps.activities.get(activity_id)).state.siren, deps)
    happening = Happening(deps.clock.now(), cause.actor, "approved", command.comment, command.visibility)

    def decide(quote: Quote) -> Change[Quote]:
        amount = quote.totals.including_vat_cents
        known_as = check_approver(rules, DocumentType.QUOTE, command.decider, amount, quote.submitted_by)
        return Change(approved(quote, known_as.value, happening))

    return await deps.quotes.change(command.quote_id, decide, cause, expected_version=expected_version)
