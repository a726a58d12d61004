"""Bank details of persons: their own, or written by the accountant; confirmed by an accountant before anything is paid there."""

from fastapi import APIRouter, Response

from accounting.deps import Deps
from accounting.domain.payments.bank_details import BankDetails
from accounting.http.dependencies import Use
from accounting.http.policy import POLICY
from accounting.http.schemas.bank_details import BankDetailsConfirmationIn, BankDetailsIn, BankDetailsOut
from accounting.usecases.payments.confirm_bank_details import ConfirmBankDetails, confirm_bank_details
from accounting.usecases.payments.set_bank_details import SetBankDetails, set_bank_details
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, Principal, Resource

router = APIRouter(prefix="/v1/persons/{person_id}/bank-details", tags=["bank details"])


@router.put("", summary="Say where a person is paid (that person, accountant)")
async def put_bank_details(
    person_id: Id, body: BankDetailsIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> BankDetailsOut:
    """Any change has to be confirmed again, and is a line of the log."""
    _allow(caller, "bank_details.write", person_id, deps)
    command = SetBankDetails(person_id, body.holder, body.iban, body.bic)
    # The answer may be kept for a repetition of the request: it names no account.
    return _out(await set_bank_details(command, deps, cause), response, whole=False)


@router.get("", summary="Where a person is paid (that person, accountant; masked for the officer)")
async def read_bank_details(person_id: Id, deps: Use, caller: Caller, response: Response) -> BankDetailsOut:
    """With its log."""
    _allow(caller, "bank_details.read", person_id, deps)
    stored = await deps.bank_details.get(person_id)
    if not stored.state.iban:
        raise NotFoundError("not-found", f"persons/{person_id} has no bank details")
    resource = Resource(owner=person_id, partner=deps.settings.partner)
    return _out(stored, response, whole=POLICY.visible(caller, "bank_details.write").sees(resource))


@router.post("/confirmation", summary="The person confirmed this IBAN (accountant)")
async def confirm(
    person_id: Id,
    body: BankDetailsConfirmationIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> BankDetailsOut:
    """Payment orders go to confirmed IBANs only. Refused when the person has another one by now."""
    _allow(caller, "bank_details.confirm", person_id, deps)
    command = ConfirmBankDetails(person_id, body.iban)
    return _out(await confirm_bank_details(command, deps, cause, expected_version=expected), response, whole=False)


def _allow(caller: Principal, action: str, person_id: str, deps: Deps) -> None:
    POLICY.check(caller, action, Resource(owner=person_id, partner=deps.settings.partner))


def _out(stored: Stored[BankDetails], response: Response, *, whole: bool) -> BankDetailsOut:
    response.headers["ETag"] = stored.etag
    return BankDetailsOut.of(stored, whole=whole)
