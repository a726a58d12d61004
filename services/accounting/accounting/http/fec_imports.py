"""Another software's FEC as the start of these books. The file is the body, and goes to disk as it comes."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.requests import ClientDisconnect

from accounting.domain.fec_import.record import Mode
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.fec_imports import FecImportOut, FecPlanOut
from accounting.usecases.fec.import_fec import ImportFec, import_fec
from accounting.usecases.fec.plan_fec_import import PlanFecImport, plan_fec_import
from accounting.usecases.fec.run_fec_import import RunFecImport, run_fec_import
from accounting.usecases.files.receive_file import receive_file
from essaim.contracts.types import Id, Siren
from essaim.kit.errors import FieldProblem, InvalidError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(tags=["fec imports"])
UPLOAD_PATH = "/v1/legal-entities/{siren}/fec-imports"
_EXAMPLE = (
    "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\t"
    "EcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\r\n"
    "VT\tVentes\t1\t20260115\t41100000\tClients\tDUPONT\tAtelier Dupont\tF12\t20260115\tFacture 12\t120,00\t0,00\t\t\t"
    "20260131\t\t\r\n"
    "VT\tVentes\t1\t20260115\t70600000\tPrestations\t\t\tF12\t20260115\tFacture 12\t0,00\t120,00\t\t\t20260131\t\t"
)
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file itself: 18 columns, tab or |, ASCII, UTF-8 or ISO 8859-15.",
        "content": {"text/plain": {"schema": {"type": "string", "format": "binary"}, "example": _EXAMPLE}},
    },
    "responses": {"413": {"description": "The file is larger than this deployment takes"}},
}
FileName = Annotated[
    str,
    Query(
        min_length=1,
        max_length=200,
        description="The name of the file: SIRENFECAAAAMMJJ.txt",
        examples=["732829320FEC20260831.txt"],
    ),
]


@router.post(UPLOAD_PATH, status_code=202, summary="Import a FEC of another software (accountant)", openapi_extra=_BODY)
async def create_fec_import(
    siren: Siren,
    request: Request,
    response: Response,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    file_name: FileName,
    mode: Mode = Mode.OPENING,
    dry_run: Annotated[bool, Query(description="Only say what would happen.")] = False,
) -> FecPlanOut | FecImportOut:
    """With ``dry_run`` the plan: accounts, third parties, opening, findings, problems. Without it the import: its opening is
    posted when this answers, its entries are posted from then on. A file with a problem is refused whole (422)."""
    allow(caller, "fec.import", deps)
    await deps.legal_entities.get(siren)
    _check_form(request)
    async with receive_file(_content(request), deps) as file:
        plan = await plan_fec_import(PlanFecImport(siren, mode, file_name, file), deps)
        if dry_run:
            response.status_code = 200
            return FecPlanOut.of(plan)
        stored = await import_fec(ImportFec(plan, file), deps, cause)
    if mode is Mode.OPENING:
        response.status_code = 201
        stored = await run_fec_import(RunFecImport(stored.id), deps, cause)
    response.headers["Location"] = f"/v1/fec-imports/{stored.id}"
    return FecImportOut.of(stored)


@router.get("/v1/fec-imports/{import_id}", summary="One import, and how far it is (accountant, officer)")
async def read_fec_import(import_id: Id, deps: Use, caller: Caller) -> FecImportOut:
    """POSTING, LETTERING, then DONE; FAILED with the reason."""
    allow(caller, "fec.read", deps)
    return FecImportOut.of(await deps.fec_imports.get(import_id))


@router.get("/v1/fec-imports", summary="Imports (accountant, officer)")
async def list_fec_imports(
    deps: Use, caller: Caller, page: PageQuery, siren: Siren | None = None
) -> PageOut[FecImportOut]:
    """Newest first."""
    allow(caller, "fec.read", deps)
    where: Where = {"siren": siren} if siren else {}
    order = (Order("created_at", descending=True),)
    found = await deps.fec_imports.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[FecImportOut.of(one) for one in found.items], next=found.next)


def _check_form(request: Request) -> None:
    given = request.headers.get("content-type", "text/plain").partition(";")[0].strip().lower()
    if given in ("text/plain", "application/octet-stream"):
        return
    problem = FieldProblem("Content-Type", f"{given} is no file as it is", "text/plain, the body being the file itself")
    raise InvalidError("not-a-file", "the body of this request is the file itself", fields=(problem,))


async def _content(request: Request) -> AsyncIterator[bytes]:
    try:
        async for part in request.stream():
            yield part
    except ClientDisconnect:
        raise InvalidError("upload-interrupted", "the file did not come to its end; nothing was imported") from None
