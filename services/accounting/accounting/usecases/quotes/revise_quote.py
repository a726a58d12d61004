"""A new version of a quote that the customer has: what was sent is never changed."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.errors import InputError
from accounting.domain.history import Happening
from accounting.domain.quote import Quote, QuoteStatus
from accounting.domain.quoting import revision_of
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import DuplicateError

ATTEMPTS = 50
"""How many versions of one quote can be begun and discarded."""


@dataclass(frozen=True)
class ReviseQuote:
    """Which one, and until when the new version is to be valid; as long as the former one when nothing is said."""

    quote_id: str
    valid_until: date | None = None


async def revise_quote(command: ReviseQuote, deps: Deps, cause: Cause) -> Stored[Quote]:
    """The next version, DRAFT. Asked twice, it is the same draft: a quote has one next version, unless it was discarded."""
    quote = (await deps.quotes.get(command.quote_id)).state
    check_open((await deps.activities.get(quote.activity_id)).state)
    valid_until = command.valid_until or max(quote.valid_until, deps.clock.today())
    if valid_until < deps.clock.today():
        raise InputError("valid_until", "is over", f"a day from {deps.clock.today()} on")
    happening = Happening(deps.clock.now(), cause.actor, "revised")
    revision = revision_of(command.quote_id, quote, valid_until, happening)
    for attempt in range(ATTEMPTS):
        id_ = derived_id(command.quote_id, f"revision:{attempt}")
        try:
            return await deps.quotes.add(id_, revision, cause)
        except DuplicateError:
            known = await deps.quotes.get(id_)
            if known.state.status is not QuoteStatus.DISCARDED:
                return known
    raise ConflictError(
        "too-many-revisions", f"{ATTEMPTS} versions of this quote were begun and discarded; duplicate it"
    )
