"""Bank accounts of a legal entity."""

from fastapi import APIRouter, Response

from accounting.http.dependencies import Use, allow
from accounting.http.schemas.bank_accounts import AccountId, BankAccountIn, BankAccountOut, CsvMappingModel, RulesIn
from accounting.usecases.bank.set_bank_account import SetBankAccount, set_bank_account
from accounting.usecases.bank.set_csv_mapping import SetCsvMapping, set_csv_mapping
from accounting.usecases.bank.set_matching_rules import SetMatchingRules, set_matching_rules
from essaim.contracts.types import Siren
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery

router = APIRouter(tags=["bank accounts"])
_PATH = "/v1/legal-entities/{siren}/bank-accounts"


@router.put(f"{_PATH}/{{account_id}}", summary="Describe a bank account (accountant)")
async def put_bank_account(
    siren: Siren,
    account_id: AccountId,
    body: BankAccountIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    response: Response,
) -> BankAccountOut:
    """Its id is chosen here. With movements, IBAN and ledger account stay."""
    allow(caller, "bank.set", deps)
    stored = await set_bank_account(SetBankAccount(account_id, body.to_domain(siren)), deps, cause)
    response.headers["ETag"] = stored.etag
    return BankAccountOut.of(stored)


@router.get(f"{_PATH}/{{account_id}}", summary="One bank account (accountant, officer)")
async def read_bank_account(
    siren: Siren, account_id: AccountId, deps: Use, caller: Caller, response: Response
) -> BankAccountOut:
    """With its mapping and its rules."""
    allow(caller, "bank.read", deps)
    stored = await deps.bank_accounts.get(account_id)
    if stored.state.siren != siren:
        raise NotFoundError("not-found", f"bank_accounts/{account_id} does not exist")
    response.headers["ETag"] = stored.etag
    return BankAccountOut.of(stored)


@router.get(_PATH, summary="Bank accounts of a legal entity (accountant, officer)")
async def list_bank_accounts(siren: Siren, deps: Use, caller: Caller, page: PageQuery) -> PageOut[BankAccountOut]:
    """By id."""
    allow(caller, "bank.read", deps)
    found = await deps.bank_accounts.find({"siren": siren}, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[BankAccountOut.of(one) for one in found.items], next=found.next)


@router.put("/v1/bank-accounts/{account_id}/csv-mapping", summary="Say how the bank's CSV is read (accountant)")
async def put_csv_mapping(
    account_id: AccountId, body: CsvMappingModel, deps: Use, caller: Caller, cause: CauseOf
) -> BankAccountOut:
    """For all imports from now on."""
    allow(caller, "bank.set", deps)
    return BankAccountOut.of(await set_csv_mapping(SetCsvMapping(account_id, body.to_domain()), deps, cause))


@router.put("/v1/bank-accounts/{account_id}/matching-rules", summary="Rules for what has no document (accountant)")
async def put_matching_rules(
    account_id: AccountId, body: RulesIn, deps: Use, caller: Caller, cause: CauseOf
) -> BankAccountOut:
    """All of them, in their order: they replace those before."""
    allow(caller, "bank.set", deps)
    command = SetMatchingRules(account_id, tuple(one.to_domain() for one in body.rules))
    return BankAccountOut.of(await set_matching_rules(command, deps, cause))
