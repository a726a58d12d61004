"""Persons: registered by a coordinator or by themselves, found, corrected, for those who may know them."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.http.dependencies import Use
from enrolment.http.persons_access import person_for, sees_identifiers
from enrolment.http.policy import POLICY
from enrolment.http.schemas.persons import (
    CorrectedOut,
    MyselfIn,
    PersonIn,
    PersonOut,
    PersonPatch,
    RegistrationOut,
)
from enrolment.usecases.persons.create_person import CreatePerson, create_person
from enrolment.usecases.persons.find_persons import FindPersons, find_persons
from enrolment.usecases.persons.list_unconsented import list_unconsented
from enrolment.usecases.persons.rectify_person import RectifyPerson, rectify_person
from enrolment.usecases.persons.register_myself import RegisterMyself, register_myself
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery

router = APIRouter(prefix="/v1/persons", tags=["persons"])


@router.post("", status_code=201, summary="Register a person (coordinator)")
async def post_person(body: PersonIn, deps: Use, cause: CauseOf, caller: Caller, response: Response) -> PersonOut:
    """Somebody whom the caller's partner knows. 200 when the same person was there already."""
    POLICY.require(caller, "person.create")
    stored = await create_person(CreatePerson(body.fields(), caller.partner), deps, cause)
    if stored.document["created_by"] != cause.command_id:
        response.status_code = 200
    response.headers["ETag"] = stored.etag
    return PersonOut.of(stored, identifiers=sees_identifiers(stored.id, stored.state, caller))


@router.put("/me", summary="Register yourself")
async def put_me(body: MyselfIn, deps: Use, cause: CauseOf, caller: Caller, response: Response) -> RegistrationOut:
    """Under your own login: your id here is the subject of your token. What is registered stays when you do it again; correct it
    with PATCH. An address that somebody else is registered with is told to a coordinator, who knows whether both are you."""
    POLICY.require(caller, "person.register")
    found = await register_myself(RegisterMyself(caller.sub, body.fields()), deps, cause)
    response.status_code = 201 if found.created else 200
    response.headers["ETag"] = found.stored.etag
    shown = PersonOut.of(found.stored, identifiers=True)
    return RegistrationOut(**shown.model_dump(), email_in_use=found.email_in_use)


@router.get("", summary="Persons by address, name, birth date or INE")
async def get_persons(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    email: Annotated[str | None, Query(max_length=300)] = None,
    name: Annotated[str | None, Query(max_length=200, description="The start of family name, then given name")] = None,
    birth_date: Annotated[date | None, Query()] = None,
    ine: Annotated[str | None, Query(max_length=30)] = None,
) -> PageOut[PersonOut]:
    """Among those whom the caller's partner knows. At least one of the four is needed: nobody browses the register."""
    POLICY.require(caller, "person.find")
    query = FindPersons(caller.partner, email, name, birth_date, ine, page.limit, page.cursor)
    found = await find_persons(query, deps)
    items = [PersonOut.of(one, identifiers=sees_identifiers(one.id, one.state, caller)) for one in found.items]
    return PageOut(items=items, next=found.next)


@router.get("/{person_id}", summary="One person")
async def get_person(person_id: Id, deps: Use, caller: Caller, response: Response) -> PersonOut:
    """For themselves, for the partners that know them, and for the carrier from the day a contract with it is drawn up. A person
    who was merged into another is told as ``person-merged``, with the id of the other, to those who knew them."""
    stored = await person_for(person_id, "person.read", deps, caller)
    response.headers["ETag"] = stored.etag
    return PersonOut.of(stored, identifiers=sees_identifiers(person_id, stored.state, caller))


@router.patch("/{person_id}", summary="Correct a person")
async def patch_person(
    person_id: Id,
    body: PersonPatch,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> CorrectedOut:
    """By themselves or by a coordinator who knows them. Whoever keeps their name or address is told. A birth date that makes
    them a minor is taken, and the dossiers that need a guardian's consent because of it are named (YOUTH-01)."""
    await person_for(person_id, "person.change", deps, caller)
    command = RectifyPerson(person_id, body.fields(), expected, by_themself=caller.sub == person_id)
    stored = await rectify_person(command, deps, cause)
    response.headers["ETag"] = stored.etag
    shown = PersonOut.of(stored, identifiers=sees_identifiers(person_id, stored.state, caller))
    return CorrectedOut(**shown.model_dump(), without_consent=list(await list_unconsented(person_id, deps)))
