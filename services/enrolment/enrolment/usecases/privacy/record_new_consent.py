"""Somebody who was erased comes back: their own new consent is written down, and lists may name them again."""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.privacy.address import ErasedAddress, NewConsent, consented
from enrolment.usecases.privacy.name_erased_address import name_erased_address
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RecordNewConsent:
    """Which address, of which coordinator, and how the person said so."""

    coordinator: str
    email: str
    given_on: date
    how: str


async def record_new_consent(command: RecordNewConsent, deps: Deps, cause: Cause) -> Stored[ErasedAddress]:
    """NotFoundError when nobody with this address was erased here. A consent from before the erasure says nothing."""
    id_, today = name_erased_address(command.coordinator, command.email), deps.clock.today()
    erased = (await deps.erased_addresses.get(id_)).state
    if not erased.erased_on <= command.given_on <= today:
        raise InputError(Problem("given_on", "is not after the erasure", f"{erased.erased_on} to {today}"))
    consent = NewConsent(command.given_on, command.how, cause.actor)
    return await deps.erased_addresses.change(id_, lambda known: Change(consented(known, consent)), cause)
