"""Forget somebody at a company."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.network.company import Company, without_contact
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EraseContact:
    """Whom, where."""

    code: str
    contact_id: str


async def erase_contact(command: EraseContact, deps: Deps, cause: Cause) -> Stored[Company]:
    """The company without the person; the same again changes nothing."""
    return await deps.companies.change(
        command.code, lambda known: Change(without_contact(known, command.contact_id)), cause
    )
