"""The reconciliation of a bank account (état de rapprochement), as JSON, CSV and PDF."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from accounting.documents.bank.reconciliation import reconciliation_sheet
from accounting.documents.reports.pdf_file import MOST_ROWS
from accounting.documents.reports.sheet import Owner
from accounting.domain.reports.ledger_line import too_many_lines
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.bank_accounts import AccountId
from accounting.http.schemas.bank_reconciliation import ReconciliationOut
from accounting.http.statements import Format, WhichFormat, document
from accounting.usecases.bank.read_reconciliation import ReadReconciliation, read_reconciliation
from essaim.contracts.types import AmountIn
from essaim.kit.http import Caller

router = APIRouter(tags=["bank accounts"])
_TEXT = {"schema": {"type": "string"}}
_ANSWERS: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": _TEXT, "application/pdf": _TEXT}}}


@router.get(
    "/v1/bank-accounts/{account_id}/reconciliation",
    summary="What the bank says, what the books say, and why they differ (accountant, officer)",
    response_model=ReconciliationOut,
    responses=_ANSWERS,
)
async def get_reconciliation(
    account_id: AccountId,
    wanted: WhichFormat,
    deps: Use,
    caller: Caller,
    on: Annotated[date | None, Query(description="Today by default")] = None,
    bank_balance: Annotated[AmountIn | None, Query(description="The balance on paper, when no file says it")] = None,
) -> ReconciliationOut | Response:
    """Movements that the books do not have, lines that the statement does not have, and what remains."""
    allow(caller, "bank.read", deps)
    account = (await deps.bank_accounts.get(account_id)).state
    made = await read_reconciliation(ReadReconciliation(account_id, on or deps.clock.today(), bank_balance), deps)
    if wanted is Format.JSON:
        return ReconciliationOut.of(account_id, made)
    if wanted is Format.PDF and len(made.movements) + len(made.lines) > MOST_ROWS:
        raise too_many_lines(MOST_ROWS)
    entity = (await deps.legal_entities.get(account.siren)).state
    owner = Owner(entity.name, account.siren, deps.clock.now())
    return await document(wanted, reconciliation_sheet(owner, account, made), deps)
