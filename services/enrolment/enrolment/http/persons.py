"""Persons, for those who may know them."""

from fastapi import APIRouter, Response

from enrolment.deps import Deps
from enrolment.http.dependencies import Use
from enrolment.http.policy import Sides, check
from enrolment.http.schemas.persons import PersonOut
from essaim.contracts.types import Id
from essaim.kit.http import Caller, Principal

router = APIRouter(prefix="/v1/persons", tags=["persons"])


@router.get("/{person_id}", summary="One person")
async def get_person(person_id: Id, deps: Use, caller: Caller, response: Response) -> PersonOut:
    """For the coordinator and themselves, and for the carrier from the day a contract with it is drawn up."""
    stored = await deps.persons.get(person_id)
    carrier = await _carrier(stored.state.guardian_of or person_id, deps, caller)
    check(caller, "person.read", Sides(stored.state.coordinator, carrier, owner=person_id))
    response.headers["ETag"] = stored.etag
    return PersonOut.of(stored)


async def _carrier(student_id: str, deps: Deps, caller: Principal) -> str | None:
    """The caller's partner when it has a contract with the student; minors' guardians are known with them."""
    contract = await deps.contracts.find_one({"person_id": student_id, "carrier": caller.partner})
    return contract.state.carrier if contract else None
