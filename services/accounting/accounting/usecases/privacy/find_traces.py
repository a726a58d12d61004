"""Everything here that names a person. Activities are looked at one by one: few ask, and a person is in one or two."""

from accounting.deps import Deps
from accounting.domain.privacy.traces import Traces
from essaim.kit.errors import NotFoundError


async def find_traces(person_id: str, deps: Deps) -> Traces:
    """Sheets, share-outs, advances and purchases that they paid."""
    sheets = await deps.expense_sheets.all({"person_id": person_id})
    shares, advances, purchases = [], [], []
    for activity in await deps.activities.all():
        group_id = activity.state.group_id
        share = await deps.shares.find_one({"group_id": group_id})
        if share is not None and share.state.member(person_id) is not None:
            shares.append(share.state)
        book = await deps.advance_books.find_one({"group_id": group_id})
        if book is not None and any(one.person_id == person_id for one in book.state.advances):
            advances.append(book.state)
        if person_id in activity.state.person_ids or await _is_member(person_id, group_id, deps):
            paid = await deps.purchases.all({"activity_id": activity.id})
            purchases += [one.state for one in paid if one.state.member and one.state.member.person_id == person_id]
    return Traces(person_id, tuple(one.state for one in sheets), tuple(shares), tuple(advances), tuple(purchases))


async def _is_member(person_id: str, group_id: str, deps: Deps) -> bool:
    try:
        return person_id in (await deps.groups.get(group_id)).state.members
    except NotFoundError:
        return False
