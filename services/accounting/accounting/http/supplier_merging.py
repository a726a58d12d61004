"""Suppliers that are one: looked for, and merged."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from accounting.domain.duplicates import in_sight
from accounting.domain.suppliers import known_supplier
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.suppliers import SupplierOut
from accounting.http.schemas.third_parties import MergeIn, PairOut, PairsOut, TwinOut, TwinsOut
from accounting.http.third_parties import allow_party, sees_all
from accounting.usecases.parties.find_survivor import find_survivor
from accounting.usecases.parties.find_twins import FindTwins, find_twins
from accounting.usecases.parties.list_duplicates import ListDuplicates, list_duplicates
from accounting.usecases.parties.merge_supplier import MergeSupplier, merge_supplier
from essaim.contracts.types import Id, Siren
from essaim.kit.http import Caller, CauseOf

router = APIRouter(prefix="/v1/suppliers", tags=["suppliers"])


@router.get("/duplicates", summary="Suppliers of a legal entity that are probably one (accountant)")
async def list_pairs(
    legal_entity: Siren, deps: Use, caller: Caller, limit: Annotated[int, Query(ge=1, le=500)] = 100
) -> PairsOut:
    """Across groups, with reasons and score."""
    allow(caller, "supplier.merge", deps)
    found = await list_duplicates(ListDuplicates(limit, legal_entity), deps)
    return PairsOut(items=[PairOut.of(one) for one in found])


@router.get("/{supplier_id}/duplicates", summary="Which other suppliers this one may be")
async def list_twins(supplier_id: Id, deps: Use, caller: Caller) -> TwinsOut:
    """A group is told of its own and of the shared ones only."""
    supplier = (await deps.suppliers.get(supplier_id)).state
    await allow_party(caller, "supplier.read", deps, supplier.group_id, supplier.legal_entity)
    twins = await find_twins(FindTwins(known_supplier(supplier_id, supplier), supplier.legal_entity), deps)
    if not sees_all(caller, "supplier.read", deps):
        twins = in_sight(twins, supplier.group_id)
    return TwinsOut(items=[TwinOut.of(one) for one in twins])


@router.post("/{supplier_id}/merge", summary="This supplier is another one (accountant)")
async def merge(
    supplier_id: Id, body: MergeIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> SupplierOut:
    """MERGED: new purchases go to the survivor; what was posted stays, and both accounts are read together."""
    await allow_party(caller, "supplier.merge", deps, (await deps.suppliers.get(supplier_id)).state.group_id)
    stored = await merge_supplier(MergeSupplier(supplier_id, body.into, body.reason), deps, cause)
    response.headers["ETag"] = stored.etag
    return SupplierOut.of(stored, whole_iban=True, survivor=await find_survivor(supplier_id, deps.suppliers))
