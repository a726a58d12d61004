"""Statements of a bank account: CAMT.053, CFONB 120, or CSV by the account's mapping. The file is the body."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.requests import ClientDisconnect

from accounting.domain.bank.statement_import import FileFormat
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.bank_accounts import AccountId
from accounting.http.schemas.bank_imports import StatementImportOut, StatementPlanOut
from accounting.usecases.bank.import_statement import ImportStatement, import_statement
from accounting.usecases.bank.plan_statement_import import PlanStatementImport, plan_statement_import
from accounting.usecases.bank.run_statement_import import RunStatementImport, run_statement_import
from accounting.usecases.files.receive_file import receive_file
from essaim.contracts.types import Id
from essaim.kit.errors import FieldProblem, InvalidError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(tags=["bank statements"])
UPLOAD_PATH = "/v1/bank-accounts/{account_id}/statement-imports"
AT_ONCE = 5_000
"""Movements that are imported while the caller waits; larger files are imported from then on."""
_FORMS = ("application/octet-stream", "application/xml", "text/xml", "text/plain", "text/csv")
_EXAMPLE = "Date;Libellé;Montant\r\n01/12/2026;VIR LIBRAIRIE EXEMPLE 2026-000001;1200,00\r\n"
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file itself: CAMT.053 (.001.02 to .001.08), CFONB 120, or CSV by the saved mapping.",
        "content": {
            "text/csv": {"schema": {"type": "string", "format": "binary"}, "example": _EXAMPLE},
            "application/xml": {"schema": {"type": "string", "format": "binary"}},
        },
    },
    "responses": {"413": {"description": "The file is larger than this deployment takes"}},
}


@router.post(UPLOAD_PATH, status_code=202, summary="Import a bank statement (accountant)", openapi_extra=_BODY)
async def create_statement_import(
    account_id: AccountId,
    request: Request,
    response: Response,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    kind: Annotated[FileFormat | None, Query(alias="format", description="By the content when it is not said")] = None,
    dry_run: Annotated[bool, Query(description="Only say what would happen.")] = False,
) -> StatementPlanOut | StatementImportOut:
    """Movements that are known already, from this file or another one, are not added again. With a problem anywhere in the
    file nothing is (422). Up to 5,000 movements are there when this answers (201); of more, ask the import (202)."""
    allow(caller, "bank.import", deps)
    await deps.bank_accounts.get(account_id)
    _check_form(request)
    async with receive_file(_content(request), deps) as file:
        plan = await plan_statement_import(PlanStatementImport(account_id, file, kind), deps)
        if dry_run:
            response.status_code = 200
            return StatementPlanOut.of(plan)
        stored = await import_statement(ImportStatement(plan, file), deps, cause)
    if plan.line_count <= AT_ONCE:
        response.status_code = 201
        stored = await run_statement_import(RunStatementImport(stored.id), deps, cause)
    response.headers["Location"] = f"/v1/statement-imports/{stored.id}"
    return StatementImportOut.of(stored)


@router.get("/v1/statement-imports/{import_id}", summary="One import, and how far it is (accountant, officer)")
async def read_statement_import(import_id: Id, deps: Use, caller: Caller) -> StatementImportOut:
    """RUNNING, then DONE; FAILED with the reason."""
    allow(caller, "bank.read", deps)
    return StatementImportOut.of(await deps.bank_imports.get(import_id))


@router.get(UPLOAD_PATH, summary="Imports of an account (accountant, officer)")
async def list_statement_imports(
    account_id: AccountId, deps: Use, caller: Caller, page: PageQuery
) -> PageOut[StatementImportOut]:
    """Newest first."""
    allow(caller, "bank.read", deps)
    order = (Order("created_at", descending=True),)
    found = await deps.bank_imports.find(
        {"account_id": account_id}, order_by=order, limit=page.limit, cursor=page.cursor
    )
    return PageOut(items=[StatementImportOut.of(one) for one in found.items], next=found.next)


def _check_form(request: Request) -> None:
    given = request.headers.get("content-type", "application/octet-stream").partition(";")[0].strip().lower()
    if given not in _FORMS:
        problem = FieldProblem("Content-Type", f"{given} is no file as it is", ", ".join(_FORMS))
        raise InvalidError("not-a-file", "the body of this request is the file itself", fields=(problem,))


async def _content(request: Request) -> AsyncIterator[bytes]:
    try:
        async for part in request.stream():
            yield part
    except ClientDisconnect:
        raise InvalidError("upload-interrupted", "the file did not come to its end; nothing was imported") from None
