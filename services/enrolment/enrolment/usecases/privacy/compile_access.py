"""What is held of a person, put together: this service's part as it is now, the others' as they answered the last request."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.privacy.access import AccessRequest, Status
from enrolment.domain.privacy.access_file import AccessFile, Area
from enrolment.usecases.privacy.list_holdings import list_holdings
from essaim.contracts.personal_records import records_of
from essaim.kit.aggregate import Stored
from essaim.kit.store.port import Order


@dataclass(frozen=True)
class CompileAccess:
    """Whose."""

    person_id: str


async def compile_access(command: CompileAccess, deps: Deps) -> AccessFile:
    """NotFoundError for somebody who is not known here."""
    await deps.persons.get(command.person_id)
    areas = []
    for holding in list_holdings():
        records = await holding.export(command.person_id, deps)
        if records:
            described = (holding.name, holding.label, holding.purpose, holding.recipients, holding.duration)
            areas.append(Area("enrolment", *described, tuple(records)))
    request = await _last_request(command.person_id, deps)
    waits_for: tuple[str, ...] = ()
    if request is not None:
        areas += await _answers(request, deps)
        waits_for = request.state.waits_for(deps.settings.answering_deployments)
    return AccessFile(
        person_id=command.person_id,
        compiled_at=deps.clock.now(),
        areas=tuple(areas),
        request_id=request.id if request else None,
        complete=request is not None and request.state.status is Status.COMPLETE,
        waits_for=waits_for,
    )


async def _last_request(person_id: str, deps: Deps) -> Stored[AccessRequest] | None:
    newest = Order("created_at", descending=True)
    found = await deps.accesses.find({"person_id": person_id}, order_by=(newest,), limit=1)
    return found.items[0] if found.items else None


async def _answers(request: Stored[AccessRequest], deps: Deps) -> list[Area]:
    areas = []
    for key in request.state.answered:
        order = (Order("deployment"), Order("part"))
        pieces = await deps.access_pieces.all({"request_id": request.id, "deployment": key}, order_by=order)
        # What its retention rule has emptied, or what is no list of records, says nothing.
        try:
            records = records_of([one.state.piece for one in pieces])
        except ValueError:
            continue
        deployment = key.partition("/")[0]
        areas += [Area.told_by(deployment, record) for record in records]
    return areas
