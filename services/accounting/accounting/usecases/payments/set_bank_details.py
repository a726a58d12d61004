"""A person, or the accountant for them, says where they are paid."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import InputError
from accounting.domain.payments.bank_details import BankDetails, described
from accounting.domain.payments.iban import check_sepa
from accounting.domain.payments.text import bank_name
from accounting.usecases.payments.read_bic import read_bic
from accounting.usecases.payments.read_iban import ReadIban, read_iban
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class SetBankDetails:
    """Whose, and what was typed."""

    person_id: str
    holder: str
    iban: str
    bic: str | None = None


async def set_bank_details(command: SetBankDetails, deps: Deps, cause: Cause) -> Stored[BankDetails]:
    """The details, unconfirmed when anything changed. NotFoundError for a person who is not known here."""
    try:
        person = (await deps.persons.get(command.person_id)).state
    except MissingError:
        raise NotFoundError("not-found", f"persons/{command.person_id} does not exist") from None
    if person.erased:
        raise NotFoundError("not-found", f"persons/{command.person_id} was erased")
    iban = read_iban(ReadIban(command.iban))
    check_sepa(iban)
    holder = " ".join(command.holder.split())
    bank_name(holder, "holder")
    bic = read_bic(command.bic) if command.bic else None
    if bic is not None and bic[4:6] != iban[:2]:
        raise InputError("bic", f"is a bank of {bic[4:6]}, and the IBAN is of {iban[:2]}", "the BIC of the IBAN's bank")
    wanted, at = BankDetails(command.person_id, holder, iban, bic), deps.clock.now()
    await deps.bank_details.put(
        command.person_id, lambda known: Change(described(known, wanted, cause.actor, at)), cause
    )
    return await deps.bank_details.get(command.person_id)
