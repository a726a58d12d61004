"""The third parties of a purchase as the ledger shows them: the supplier, and the member by name."""

from accounting.deps import Deps
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.purchase_entries import Third, third_of
from accounting.usecases.groups.find_person_name import find_person_name


async def find_third_parties(purchase: Purchase, deps: Deps) -> Third:
    """Both; a person whose name has not come yet is shown by id."""
    part = purchase.member
    return third_of(purchase, await find_person_name(part.person_id, deps) if part else "")
