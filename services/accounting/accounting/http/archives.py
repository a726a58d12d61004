"""Sealed archives of closed financial years, and until when they have to be kept (ACC-10)."""

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from accounting.http.dependencies import Use, allow
from accounting.http.schemas.archives import ArchiveIn, ArchiveOut
from accounting.usecases.archive.archive_year import ArchiveYear, archive_year
from accounting.usecases.files.read_bytes import ReadBytes, read_bytes
from essaim.contracts.types import Id, Siren
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(tags=["archives"])


@router.post(
    "/v1/legal-entities/{siren}/archives", status_code=201, summary="Archive a closed financial year (accountant)"
)
async def create_archive(siren: Siren, body: ArchiveIn, deps: Use, caller: Caller, cause: CauseOf) -> ArchiveOut:
    """Refused while the year is open. The same year gives the same archive again."""
    allow(caller, "archive.make", deps)
    return ArchiveOut.of(await archive_year(ArchiveYear(siren, body.year), deps, cause))


@router.get("/v1/archives", summary="Archives with both of their deadlines (accountant, officer)")
async def list_archives(deps: Use, caller: Caller, page: PageQuery, siren: Siren | None = None) -> PageOut[ArchiveOut]:
    """By legal entity and year."""
    allow(caller, "archive.read", deps)
    where: Where = {"siren": siren} if siren else {}
    order = (Order("siren"), Order("year"))
    found = await deps.archives.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[ArchiveOut.of(one) for one in found.items], next=found.next)


@router.get("/v1/archives/{archive_id}", summary="One archive (accountant, officer)")
async def read_archive(archive_id: Id, deps: Use, caller: Caller) -> ArchiveOut:
    """Its hash, its place in the chains, its deadlines."""
    allow(caller, "archive.read", deps)
    return ArchiveOut.of(await deps.archives.get(archive_id))


@router.get(
    "/v1/archives/{archive_id}/file", summary="The archive itself (accountant, officer)", response_class=Response
)
async def read_archive_file(archive_id: Id, deps: Use, caller: Caller) -> Response:
    """Exactly the bytes that were hashed: a ZIP file with its own instructions."""
    allow(caller, "archive.read", deps)
    archive = (await deps.archives.get(archive_id)).state
    headers = {
        "Content-Disposition": f'attachment; filename="{archive.file_name}"',
        "Content-Length": str(archive.size),
        "ETag": f'"{archive.sha256}"',
    }
    content = read_bytes(ReadBytes(archive.file_id, archive.pieces), deps)
    return StreamingResponse(content, media_type="application/zip", headers=headers)
