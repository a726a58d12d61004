"""The legal entities whose books are kept here: cooperatives, and associations that carry mini-entreprises."""

from fastapi import APIRouter

from accounting.http.dependencies import Use, allow
from accounting.http.schemas.parties import LegalEntityOut
from essaim.kit.http import Caller, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/legal-entities", tags=["legal entities"])


@router.get("", summary="Legal entities, first registered first (accountant, officer)")
async def list_legal_entities(deps: Use, caller: Caller, page: PageQuery) -> PageOut[LegalEntityOut]:
    """All that this deployment keeps the books of and that are registered."""
    allow(caller, "legal_entity.read", deps)
    found = await deps.legal_entities.find(order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[LegalEntityOut.of(one) for one in found.items], next=found.next)
