"""The liquidation list of a group: what is to be done before and after its closing."""

from enum import StrEnum

from fastapi import APIRouter, Response

from accounting.documents.liquidation_pdf import render_liquidation
from accounting.domain.liquidation.checklist import checklist
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.liquidation import LiquidationOut
from accounting.usecases.sharing.read_liquidation import ReadLiquidation, read_liquidation
from essaim.contracts.types import Id
from essaim.kit.http import Caller

router = APIRouter(prefix="/v1/groups/{group_id}/liquidation", tags=["liquidation"])
PDF = "application/pdf"


class Format(StrEnum):
    """As data, or as a page to print."""

    JSON = "json"
    PDF = "pdf"


@router.get(
    "",
    summary="What is to be done to end a group, item by item",
    responses={200: {"content": {PDF: {}}}},
    response_model=LiquidationOut,
)
async def read(
    group_id: Id,
    deps: Use,
    caller: Caller,
    format: Format = Format.JSON,  # the name of the query parameter
) -> LiquidationOut | Response:
    """The answer to a closing request is made from the same items: those that block."""
    allow(caller, "liquidation.read", deps, group_id)
    facts = await read_liquidation(ReadLiquidation(group_id), deps)
    items = checklist(facts)
    if format is Format.JSON:
        return LiquidationOut.of(group_id, facts.today, facts.group.closed_on, items)
    code = facts.activity.analytic_code
    entity_name = facts.entity_name or f"SIREN {facts.activity.siren}"
    content = await deps.aside.run(render_liquidation, facts.group.name or code, entity_name, items, facts.today)
    headers = {"Content-Disposition": f'inline; filename="liquidation-{code}.pdf"'}
    return Response(content, media_type=PDF, headers=headers)
