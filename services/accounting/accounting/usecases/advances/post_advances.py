"""The entries of advances, of their repayment and of donations."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.advance import Advance, AdvanceBook, posted
from accounting.domain.advance_entries import ADVANCES, advance_received, advance_repaid, donation_given, holder_account
from accounting.domain.bookkeeping import Books
from accounting.domain.entry import EntryDraft
from accounting.usecases.groups.find_person_name import find_person_name
from accounting.usecases.ledger.letter_document import LetterDocument, letter_document
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PostAdvances:
    """Post what waits in this activity's book."""

    activity_id: str


async def post_advances(command: PostAdvances, deps: Deps, cause: Cause) -> None:
    """Post each of them once, then take them off the list of what waits."""
    book = (await deps.advance_books.get(command.activity_id)).state
    if not book.pending:
        return
    activity = (await deps.activities.get(command.activity_id)).state
    books = Books(command.activity_id, activity)
    for key in book.pending:
        await post_entry(PostEntry(await _draft(key, book, books, deps)), deps, cause)
        kind, _, id_ = key.partition(":")
        if kind == "repayment":
            settled = LetterDocument(activity.siren, ADVANCES, (f"advance:{id_}", key))
            await letter_document(settled, deps, cause)
    await deps.advance_books.change(command.activity_id, lambda now: Change(posted(now, book.pending)), cause)


async def _draft(key: str, book: AdvanceBook, books: Books, deps: Deps) -> EntryDraft:
    kind, _, id_ = key.partition(":")
    if kind == "donation":
        return donation_given(books, book, next(one for one in book.donations if one.id == id_))
    advance = next(one for one in book.advances if one.id == id_)
    holder = holder_account(books.activity.analytic_code, advance, await _holder_name(advance, deps))
    if kind == "advance" or advance.repayment is None:
        return advance_received(books, advance, holder)
    return advance_repaid(books, advance, advance.repayment, holder)


async def _holder_name(advance: Advance, deps: Deps) -> str:
    return await find_person_name(advance.person_id, deps) if advance.relative is None else ""
