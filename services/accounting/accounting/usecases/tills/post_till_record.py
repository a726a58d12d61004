"""The entry of a record of a till, and what its sales contribute; posted once per record."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.bookkeeping import Books
from accounting.domain.till.contributing import till_key
from accounting.domain.till.entries import till_entry
from accounting.domain.till.link import Link, Span
from accounting.domain.till.record import TillRecord
from accounting.domain.till.till import Till
from accounting.usecases.contribution.contribute import Contribute, contribute
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from accounting.usecases.tills.read_link import read_link
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PostTillRecord:
    """The id of the record."""

    record_id: str


async def post_till_record(command: PostTillRecord, deps: Deps, cause: Cause) -> None:
    """Post and count it, remember a closing outside of the chain, then take the mark away."""
    record = (await deps.till_records.get(command.record_id)).state
    if not record.to_post:
        return
    link = read_link(record.body)
    till = (await deps.tills.get(record.till_id)).state
    activity = (await deps.activities.get(till.activity_id)).state
    draft = till_entry(Books(till.activity_id, activity), till.code, link, record.hash)
    if draft is not None:
        await post_entry(PostEntry(draft), deps, cause)
    if link.closing is not None:
        await _count(till, link, deps, cause)
        await _remember(record, deps, cause)
    await deps.till_records.change(
        command.record_id, lambda one: Change(replace(one, to_post=None)), cause, effect="till-posted"
    )


async def _count(till: Till, link: Link, deps: Deps, cause: Cause) -> None:
    """What a day sold is turnover, and collected on the spot, whichever of the two the contribution goes by."""
    closing = link.certain_closing
    if closing.span is not Span.DAY or not closing.base_cents:
        return
    id_ = till_key(link.till_id, link.sequence)
    sold = Contribute(
        activity_id=till.activity_id,
        document_id=id_,
        document_ref=f"{till.code}-Z-{closing.period}",
        moved_on=closing.ends_on,
        turnover_cents=closing.base_cents,
        source_document=id_,
    )
    await contribute(sold, deps, cause)
    collected = replace(sold, document_id=f"{id_}:paid", turnover_cents=0, collected_cents=closing.base_cents)
    await contribute(collected, deps, cause)


async def _remember(record: TillRecord, deps: Deps, cause: Cause) -> None:
    """The last closing is kept beside the chain too, so that a chain that was cut off behind it or sealed anew is found."""

    def decide(till: Till) -> Change[Till] | None:
        if till.sealed_sequence >= record.sequence:
            return None
        return Change(replace(till, sealed_sequence=record.sequence, sealed_hash=record.hash))

    await deps.tills.change(record.till_id, decide, cause, effect=f"till-sealed:{record.sequence}")
