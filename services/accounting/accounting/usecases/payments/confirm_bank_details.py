"""An accountant vouches for the IBAN of a person, after having asked them by another way than the one it came by."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.payments.bank_details import BankDetails, confirm
from accounting.usecases.payments.read_iban import ReadIban, read_iban
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ConfirmBankDetails:
    """The IBAN that was confirmed, so that one that came in meanwhile is not."""

    person_id: str
    iban: str


async def confirm_bank_details(
    command: ConfirmBankDetails, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[BankDetails]:
    """The details; transfers go there from now on."""
    at, iban = deps.clock.now(), read_iban(ReadIban(command.iban))
    return await deps.bank_details.change(
        command.person_id,
        lambda one: Change(confirm(one, iban, cause.actor, at)),
        cause,
        expected_version=expected_version,
    )
