"""A first question has led to an application, or to nothing more."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.snee.contact import Contact, applied, close
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class CloseContact:
    """``applied`` with the dossier if it is here; else a reason."""

    contact_id: str
    applied: bool
    application_id: str | None
    reason: str
    expected_version: int | None = None


async def close_contact(command: CloseContact, deps: Deps, cause: Cause) -> Stored[Contact]:
    """APPLIED or CLOSED. A dossier that is named has to be there."""
    if command.application_id is not None:
        try:
            await deps.applications.get(command.application_id)
        except NotFoundError:
            raise InputError(Problem("application_id", "is not known here", "a dossier's id, or nothing")) from None

    def decide(state: Contact) -> Change[Contact]:
        return Change(applied(state, command.application_id) if command.applied else close(state, command.reason))

    return await deps.snee_contacts.change(command.contact_id, decide, cause, expected_version=command.expected_version)
