"""A person has to be erased: drafts and bank details go; the books stay, and with them the name for who keeps them (GDPR-02)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.group_record import Person
from accounting.domain.privacy.forgetting import emptied_draft, forgotten, is_draft, no_details, restricted
from accounting.domain.privacy.traces import (
    BANK_DETAILS_DUE,
    IDENTITY_OF_LEDGER,
    Answer,
    Traces,
    kept_codes,
    kept_until,
)
from accounting.usecases.expenses.release_kilometres import release_kilometres
from accounting.usecases.privacy.find_traces import find_traces
from accounting.usecases.privacy.remove_receipts import remove_receipts
from essaim.contracts.accounting import AccountingErasureApplied
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
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
    until = kept_until(traces.booked_days, await _start_month(traces, deps))

    def decide(known: Person | None) -> Change[Person]:
        return Change(restricted(known, until) if IDENTITY_OF_LEDGER in kept else forgotten())

    await deps.persons.put(person_id, decide, cause, latest="name")
    await _forget_drafts(person_id, deps, cause)
    if BANK_DETAILS_DUE not in kept:
        await deps.bank_details.put(
            person_id, lambda known: None if known is None else Change(no_details(known)), cause
        )
    told = AccountingErasureApplied(
        erasure_id=command.erasure_id, person_id=person_id, kept=list(kept), kept_until=until
    )
    change = Change(Answer(command.erasure_id, person_id), (told,))
    # With its last write: whoever hears the answer may believe that everything before it is done.
    id_ = derived_id(command.erasure_id, f"erasure {person_id}")
    await deps.answers.put(id_, lambda known: None if known else change, cause)


async def _forget_drafts(person_id: str, deps: Deps, cause: Cause) -> None:
    for one in await deps.expense_sheets.all({"person_id": person_id}):
        if is_draft(one.state):
            await remove_receipts(one, deps)
            emptied = await deps.expense_sheets.change(one.id, lambda now: Change(emptied_draft(now)), cause)
            await release_kilometres(emptied, deps, cause)


async def _start_month(traces: Traces, deps: Deps) -> int:
    """The month in which the entity's financial year begins; January when its books know nothing of the person."""
    sirens = [one.siren for one in traces.sheets]
    sirens += [one.siren for one in traces.advances]
    sirens += [one.siren for one in traces.purchases]
    for share in traces.shares:
        sirens.append((await deps.activities.get(share.activity_id)).state.siren)
    for siren in sirens:
        try:
            return (await deps.legal_entities.get(siren)).state.fiscal_year_start_month
        except NotFoundError:
            continue
    return 1
