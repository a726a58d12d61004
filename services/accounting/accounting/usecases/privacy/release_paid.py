"""Whoever was erased while they were still owed something, or a decision: once it is over, their account goes, what was returned
to them is a draft that goes as well, and their name gets its last day. A job calls it, because nothing tells the last cent."""

from accounting.deps import Deps
from accounting.domain.expenses.sheet import SheetStatus
from accounting.domain.group_record import Person
from accounting.domain.privacy.forgetting import forgotten, restricted
from accounting.domain.privacy.traces import BANK_DETAILS_DUE, IDENTITY_OF_LEDGER, kept_codes, kept_until
from accounting.usecases.privacy.find_start_month import find_start_month
from accounting.usecases.privacy.find_traces import find_traces
from accounting.usecases.privacy.forget_account import forget_account
from accounting.usecases.privacy.forget_drafts import forget_drafts
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause, fresh_cause
from essaim.kit.errors import NotFoundError


async def release_paid(deps: Deps) -> None:
    """Everybody who was erased and whose account or last day is still open. A second run does nothing more."""
    cause = fresh_cause("retention")
    async for documents in deps.persons.scan():
        for one in documents:
            state = one["state"]
            gone = state.get("restricted") or state.get("erased")
            if gone and (
                (state.get("restricted") and state.get("kept_until") is None) or await _has_account(one["id"], deps)
            ):
                await _release(one["id"], deps, cause)
    await _forget_returned(deps, cause)


async def _forget_returned(deps: Deps, cause: Cause) -> None:
    """Claims that were decided on after the erasure of somebody whose account is gone and whose name has its last day."""
    async for documents in deps.expense_sheets.scan({"status": SheetStatus.RETURNED.value}):
        for person_id in {one["state"]["person_id"] for one in documents}:
            if await _is_gone(person_id, deps):
                await forget_drafts(person_id, deps, cause)


async def _is_gone(person_id: str, deps: Deps) -> bool:
    try:
        person = (await deps.persons.get(person_id)).state
    except NotFoundError:
        return False
    return person.restricted or person.erased


async def _has_account(person_id: str, deps: Deps) -> bool:
    try:
        return bool((await deps.bank_details.get(person_id)).state.iban)
    except NotFoundError:
        return False


async def _release(person_id: str, deps: Deps, cause: Cause) -> None:
    await forget_drafts(person_id, deps, cause)
    traces = await find_traces(person_id, deps)
    kept = kept_codes(traces)
    if BANK_DETAILS_DUE not in kept:
        await forget_account(person_id, deps, cause)
    until = kept_until(traces.booked_days, await find_start_month(traces, deps))

    def decide(person: Person) -> Change[Person] | None:
        if not person.restricted:
            return None
        # What was paid in a later year is kept longer; a last day never comes nearer.
        if person.kept_until is not None and (until is None or until <= person.kept_until):
            return None
        after = restricted(person, until) if IDENTITY_OF_LEDGER in kept else forgotten()
        return None if after == person else Change(after)

    await deps.persons.change(person_id, decide, cause)
