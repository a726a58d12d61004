"""This service's part of an erasure: holding by holding, each step remembered, so that a crash in between is taken up again.

The address is kept as a digest first, for it goes with the rest; the person goes last, and with them the event for the others.
"""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.persons.person import Standing
from enrolment.domain.privacy.address import ErasedAddress
from enrolment.domain.privacy.erasure import (
    ErasureRequest,
    Origin,
    Status,
    all_kept,
    own_part_done,
    with_holding,
    with_persons,
)
from enrolment.domain.privacy.holding import Erasing, Kept
from enrolment.usecases.privacy.list_holdings import list_holdings
from enrolment.usecases.privacy.name_erased_address import name_erased_address
from enrolment.usecases.privacy.read_rules import read_rules
from essaim.contracts.enrolment import ErasureClosed
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RunErasure:
    """Which one."""

    erasure_id: str


async def run_erasure(command: RunErasure, deps: Deps) -> Stored[ErasureRequest]:
    """The request afterwards. Safe to repeat, and by two at once."""
    id_ = command.erasure_id
    stored = await deps.erasures.get(id_)
    if stored.state.status is not Status.ERASING:
        return stored
    cause = Cause(command_id=id_, correlation_id=id_, actor="erasure")
    months = {one.name: one.months for one in await read_rules(deps) if one.months is not None}
    today = deps.clock.today()
    for person_id in stored.state.person_ids:
        if not stored.state.partial:
            await _keep_address(person_id, stored.state, deps, cause)
        erasing = Erasing(person_id, id_, today, stored.state.partial, months)
        for holding in list_holdings():
            step = f"{holding.name}/{person_id}"
            if step not in stored.state.done:
                kept = await holding.erase(erasing, deps, cause)
                stored = await _remember(id_, step, kept, deps, cause)
    late = await _merged_meanwhile(stored.state, deps)
    if late:
        await deps.erasures.change(id_, lambda request: Change(with_persons(request, late)), cause)
        return await run_erasure(command, deps)
    return await _finish(id_, deps, cause)


async def _merged_meanwhile(request: ErasureRequest, deps: Deps) -> tuple[str, ...]:
    """Registrations that somebody merged into the person while they were erased: what is left of those is theirs as well. Every
    person is looked at, because a merge has no index, and people are erased seldom."""
    if request.partial:
        return ()
    return tuple(
        [
            document["id"]
            async for documents in deps.persons.scan()
            for document in documents
            if document["state"].get("merged_into") in request.person_ids
            and document["state"]["standing"] == Standing.MERGED
        ]
    )


async def _remember(id_: str, step: str, kept: tuple[Kept, ...], deps: Deps, cause: Cause) -> Stored[ErasureRequest]:
    return await deps.erasures.change(id_, lambda request: Change(with_holding(request, step, kept)), cause)


async def _finish(id_: str, deps: Deps, cause: Cause) -> Stored[ErasureRequest]:
    expected, today = deps.settings.answering_deployments, deps.clock.today()

    def decide(request: ErasureRequest) -> Change[ErasureRequest]:
        after = own_part_done(request, expected, today)
        if after.status is not Status.CLOSED or after.outcome is None or request.status is Status.CLOSED:
            return Change(after)
        told = ErasureClosed(
            erasure_id=id_, person_id=after.person_id, outcome=after.outcome.value, kept=list(all_kept(after))
        )
        return Change(after, (told,))

    return await deps.erasures.change(id_, decide, cause)


async def _keep_address(person_id: str, request: ErasureRequest, deps: Deps, cause: Cause) -> None:
    person = (await deps.persons.get(person_id)).state
    if not person.email:
        return
    asked = request.origin in (Origin.PERSON, Origin.OFFICE) and person_id == request.person_id
    erased = ErasedAddress(person_id, person.coordinator, deps.clock.today(), asked)

    def decide(known: ErasedAddress | None) -> Change[ErasedAddress] | None:
        # A consent of before is used up: it was given to be registered once more, not for ever.
        stands = known is not None and known.asked and not asked and known.consent is None
        return None if stands else Change(erased)

    await deps.erased_addresses.put(name_erased_address(person.coordinator, person.email), decide, cause)
