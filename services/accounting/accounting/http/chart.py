"""The chart of accounts of a legal entity."""

from fastapi import APIRouter

from accounting.domain.accounts import chart
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.ledger import AccountIn, AccountNumber, AccountOut, ChartOut
from accounting.usecases.ledger.add_account import AddAccount, add_account
from accounting.usecases.ledger.read_head import ReadHead, read_head
from essaim.contracts.types import Siren
from essaim.kit.http import Caller, CauseOf

router = APIRouter(prefix="/v1/legal-entities/{siren}/accounts", tags=["chart of accounts"])


@router.get("", summary="The chart: PCG 2026, and what the legal entity added")
async def read_chart(siren: Siren, deps: Use, caller: Caller, prefix: str = "") -> ChartOut:
    """In the order of the accounts."""
    allow(caller, "legal_entity.read", deps)
    head = await read_head(ReadHead(siren, fresh=True), deps)
    accounts = [
        AccountOut(account=account, label=label, added=account not in chart())
        for account, label in head.chart.labels.items()
        if account.startswith(prefix) and head.chart.knows(account)
    ]
    return ChartOut(siren=siren, accounts=accounts)


@router.put("/{account}", summary="Add an account below one of the PCG (accountant)")
async def put_account(
    siren: Siren, account: AccountNumber, body: AccountIn, deps: Use, caller: Caller, cause: CauseOf
) -> AccountOut:
    """Its label stays for ever: a FEC has one label per number."""
    allow(caller, "account.add", deps)
    return AccountOut.of((await add_account(AddAccount(siren, account, body.label), deps, cause)).state)
