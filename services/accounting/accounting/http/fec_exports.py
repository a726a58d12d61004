"""FEC files that were written."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from accounting.http.dependencies import Use, allow
from accounting.http.schemas.books import FecOut
from accounting.usecases.files.read_file import ReadFile, read_file
from essaim.contracts.types import Id
from essaim.kit.http import Caller

router = APIRouter(prefix="/v1/fec-exports/{export_id}", tags=["fec"])


@router.get("", summary="One export (accountant)")
async def read_fec_export(export_id: Id, deps: Use, caller: Caller) -> FecOut:
    """What was written, with its SHA-256."""
    allow(caller, "fec.read", deps)
    return FecOut.of(await deps.fec_exports.get(export_id))


@router.get("/file", summary="The file, or its description (accountant)", response_class=Response)
async def read_fec_file(
    export_id: Id, deps: Use, caller: Caller, part: Annotated[Literal["books", "description"], Query()] = "books"
) -> Response:
    """Exactly the bytes that were hashed."""
    allow(caller, "fec.read", deps)
    export = (await deps.fec_exports.get(export_id)).state
    described = part == "description"
    name = export.file_name.removesuffix(".txt") + "_description.txt" if described else export.file_name
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if described:
        return Response(export.description.encode(), media_type="text/plain; charset=utf-8", headers=headers)
    headers["Content-Length"] = str(export.size)
    content = read_file(ReadFile(export_id, export.pieces), deps)
    return StreamingResponse(content, media_type="text/plain; charset=utf-8", headers=headers)
