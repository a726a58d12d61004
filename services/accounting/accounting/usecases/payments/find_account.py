"""Where a supplier or a person is paid, and what stands in the way of paying there."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import InputError
from accounting.domain.payments.iban import check_sepa
from accounting.domain.payments.payable import Account, Obstacle
from accounting.domain.purchase import Purchase
from accounting.domain.suppliers import Supplier
from accounting.usecases.parties.find_supplier import find_supplier
from accounting.usecases.payments.read_iban import ReadIban, read_iban
from essaim.kit.aggregate import Stored
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class FindAccount:
    """Of a person; or of the supplier of a purchase."""

    person_id: str | None = None
    purchase: Purchase | None = None


async def find_account(command: FindAccount, deps: Deps) -> tuple[str, Account | None, Obstacle | None]:
    """Whose it is, as ``supplier:<id>`` or ``person:<id>``; the account if one is known; and the obstacle if there is one."""
    if command.purchase is None:
        return await _of_person(command.person_id or "", deps)
    supplier = await _supplier(command.purchase, deps)
    if supplier is None:
        return f"supplier:{command.purchase.supplier_key}", None, Obstacle.NO_SUPPLIER
    one = supplier.state
    account = Account(one.name, one.iban, one.bic, one.iban_confirmed) if one.iban else None
    return f"supplier:{supplier.id}", account, _obstacle(account)


async def _of_person(person_id: str, deps: Deps) -> tuple[str, Account | None, Obstacle | None]:
    try:
        one = (await deps.bank_details.get(person_id)).state
    except MissingError:
        return f"person:{person_id}", None, Obstacle.NO_IBAN
    if not one.iban:
        # The person was erased, and what was left of the account with them.
        return f"person:{person_id}", None, Obstacle.NO_IBAN
    account = Account(one.holder, one.iban, one.bic, one.confirmed)
    return f"person:{person_id}", account, _obstacle(account)


async def _supplier(purchase: Purchase, deps: Deps) -> Stored[Supplier] | None:
    """The survivor when it was merged; for a purchase from before suppliers had records, the one of its name."""
    if purchase.supplier_id is None:
        return await deps.suppliers.find_one({"legal_entity": purchase.siren, "key": purchase.supplier_key})
    try:
        return await find_supplier(purchase.supplier_id, purchase.siren, purchase.group_id, deps)
    except MissingError:
        return None


def _obstacle(account: Account | None) -> Obstacle | None:
    if account is None:
        return Obstacle.NO_IBAN
    try:
        read_iban(ReadIban(account.iban))
    except InputError:
        return Obstacle.INVALID_IBAN
    try:
        check_sepa(account.iban)
    except InputError:
        return Obstacle.NOT_SEPA
    return None if account.confirmed else Obstacle.UNCONFIRMED
