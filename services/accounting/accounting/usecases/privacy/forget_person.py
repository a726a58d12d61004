"""A person has to be erased: drafts and bank details go; the books stay, and with them the name for who keeps them (GDPR-02)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.group_record import Person
from accounting.domain.privacy.forgetting import forgotten, restricted
from accounting.domain.privacy.traces import (
    BANK_DETAILS_DUE,
    IDENTITY_OF_LEDGER,
    Answer,
    kept_codes,
    kept_until,
)
from accounting.usecases.privacy.find_start_month import find_start_month
from accounting.usecases.privacy.find_traces import find_traces
from accounting.usecases.privacy.forget_account import forget_account
from accounting.usecases.privacy.forget_drafts import forget_drafts
from essaim.contracts.accounting import AccountingErasureApplied
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class ForgetPerson:
    """Whom, by which request."""

    erasure_id: str
    person_id: str


async def forget_person(command: ForgetPerson, deps: Deps, cause: Cause) -> None:
    """Safe to repeat. Somebody who was never known leaves a mark too: their name may still be on its way."""
    person_id = command.person_id
    traces = await find_traces(person_id, deps)
    kept = kept_codes(traces)
    until = kept_until(traces.booked_days, await find_start_month(traces, deps))

    def decide(known: Person | None) -> Change[Person]:
        return Change(restricted(known, until) if IDENTITY_OF_LEDGER in kept else forgotten())

    await deps.persons.put(person_id, decide, cause, latest="name")
    await forget_drafts(person_id, deps, cause)
    if BANK_DETAILS_DUE not in kept:
        await forget_account(person_id, deps, cause)
    told = AccountingErasureApplied(
        erasure_id=command.erasure_id, person_id=person_id, kept=list(kept), kept_until=until
    )
    change = Change(Answer(command.erasure_id, person_id), (told,))
    # With its last write: whoever hears the answer may believe that everything before it is done.
    id_ = derived_id(command.erasure_id, f"erasure {person_id}")
    await deps.answers.put(id_, lambda known: None if known else change, cause)
