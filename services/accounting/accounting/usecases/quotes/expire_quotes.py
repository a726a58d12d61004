"""Tell once that a quote ran out without an answer."""

from accounting.deps import Deps
from accounting.domain.history import Happening
from accounting.domain.quote import Quote, QuoteStatus, sent
from accounting.domain.quote_signing import expired
from essaim.contracts.accounting import QuoteExpired
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.store.port import Range, Where

JOB = "expire-quotes"


async def expire_quotes(deps: Deps) -> None:
    """A job: every sent quote whose last day is over becomes EXPIRED. Whoever reads it before sees the same."""
    today = deps.clock.today()
    where: Where = {"status": QuoteStatus.SENT.value, "valid_until": Range(lt=today.isoformat())}
    for stored in await deps.quotes.all(where):
        await _expire(stored.id, deps)


async def _expire(quote_id: str, deps: Deps) -> None:
    happening, today = Happening(deps.clock.now(), JOB, "expired"), deps.clock.today()

    def decide(quote: Quote) -> Change[Quote] | None:
        over = expired(quote, happening, today)
        if over is None:
            return None
        told = QuoteExpired(
            quote_id=quote_id,
            activity_id=quote.activity_id,
            group_id=quote.group_id,
            number=sent(quote).number,
            valid_until=quote.valid_until,
            total_excluding_vat=quote.totals.excluding_vat_cents,
        )
        return Change(over, (told,))

    await deps.quotes.change(quote_id, decide, fresh_cause(JOB))
