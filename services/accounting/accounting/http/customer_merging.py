"""Customers that are one: looked for, and merged."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from accounting.domain.customers import known_customer
from accounting.domain.duplicates import in_sight
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.customers import CustomerOut
from accounting.http.schemas.third_parties import MergeIn, PairOut, PairsOut, TwinOut, TwinsOut
from accounting.http.third_parties import allow_party, sees_all
from accounting.usecases.parties.find_survivor import find_survivor
from accounting.usecases.parties.find_twins import FindTwins, find_twins
from accounting.usecases.parties.list_duplicates import ListDuplicates, list_duplicates
from accounting.usecases.parties.merge_customer import MergeCustomer, merge_customer
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf

router = APIRouter(prefix="/v1/customers", tags=["customers"])


@router.get("/duplicates", summary="Customers that are probably one (accountant)")
async def list_pairs(deps: Use, caller: Caller, limit: Annotated[int, Query(ge=1, le=500)] = 100) -> PairsOut:
    """Across groups, with reasons and score."""
    allow(caller, "customer.merge", deps)
    return PairsOut(items=[PairOut.of(one) for one in await list_duplicates(ListDuplicates(limit), deps)])


@router.get("/{customer_id}/duplicates", summary="Which other customers this one may be")
async def list_twins(customer_id: Id, deps: Use, caller: Caller) -> TwinsOut:
    """A group is told of its own and of the shared ones only."""
    customer = (await deps.customers.get(customer_id)).state
    await allow_party(caller, "customer.read", deps, customer.group_id)
    twins = await find_twins(FindTwins(known_customer(customer_id, customer)), deps)
    if not sees_all(caller, "customer.read", deps):
        twins = in_sight(twins, customer.group_id)
    return TwinsOut(items=[TwinOut.of(one) for one in twins])


@router.post("/{customer_id}/merge", summary="This customer is another one (accountant)")
async def merge(
    customer_id: Id, body: MergeIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> CustomerOut:
    """MERGED: drafts and quotes name the survivor now; what was issued and posted stays, and both accounts are read together."""
    await allow_party(caller, "customer.merge", deps, (await deps.customers.get(customer_id)).state.group_id)
    stored = await merge_customer(MergeCustomer(customer_id, body.into, body.reason), deps, cause)
    response.headers["ETag"] = stored.etag
    return CustomerOut.of(stored, await find_survivor(customer_id, deps.customers))
