"""The guardians of a minor: both parents, a court's guardian; each has a beginning and an end."""

from fastapi import APIRouter, Response

from enrolment.deps import Deps
from enrolment.domain.persons.person import Kind, Person, Standing
from enrolment.http.dependencies import Use
from enrolment.http.persons_access import person_for
from enrolment.http.schemas.persons import EndIn, GuardianIn, PersonOut
from enrolment.usecases.persons.add_guardian import AddGuardian, add_guardian
from enrolment.usecases.persons.end_guardianship import EndGuardianship, end_guardianship
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/persons/{person_id}/guardians", tags=["persons"])


@router.post("", status_code=201, summary="Add a guardian")
async def post_guardian(
    person_id: Id, body: GuardianIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> PersonOut:
    """By a coordinator who knows the minor. 200 when the guardian was there already."""
    await person_for(person_id, "person.guardians", deps, caller)
    stored = await add_guardian(AddGuardian(person_id, body.fields()), deps, cause)
    if stored.document["created_by"] != cause.command_id:
        response.status_code = 200
    response.headers["ETag"] = stored.etag
    return PersonOut.of(stored)


@router.get("", summary="The guardians, also those whose guardianship has ended")
async def get_guardians(person_id: Id, deps: Use, caller: Caller, page: PageQuery) -> PageOut[PersonOut]:
    """Of somebody whom the caller may see. Their details are corrected like those of any person."""
    await person_for(person_id, "person.read", deps, caller)
    found = await deps.persons.find(
        {"guardian_of": person_id, "kind": Kind.GUARDIAN.value},
        order_by=(Order("created_at"),),
        limit=page.limit,
        cursor=page.cursor,
    )
    here = [one for one in found.items if one.state.standing is Standing.ACTIVE]
    return PageOut(items=[PersonOut.of(one) for one in here], next=found.next)


@router.post("/{guardian_id}/end", summary="End a guardianship")
async def post_end(
    person_id: Id,
    guardian_id: Id,
    body: EndIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> PersonOut:
    """From today the guardian is asked nothing and answers for nobody; their links lead nowhere."""
    await person_for(person_id, "person.guardians", deps, caller)
    await _guardian(person_id, guardian_id, deps)
    stored = await end_guardianship(EndGuardianship(guardian_id, body.reason, expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return PersonOut.of(stored)


async def _guardian(person_id: str, guardian_id: str, deps: Deps) -> Stored[Person]:
    stored = await deps.persons.get(guardian_id)
    if stored.state.guardian_of != person_id:
        raise NotFoundError("not-found", "there is no such guardian of this person")
    return stored
