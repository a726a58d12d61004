"""Correct who somebody is. Others who keep the name or the address are told; the line of history names fields, not values."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.persons.duplicate import Reason
from enrolment.domain.persons.identity import Changes, checked_identity
from enrolment.domain.persons.person import Kind, Person, Standing
from enrolment.domain.persons.rectification import is_told, rectified
from enrolment.usecases.persons.look_for_duplicates import look_for_duplicates
from enrolment.usecases.persons.name_guardians import name_guardians
from enrolment.usecases.persons.open_duplicate import OpenDuplicate, open_duplicate
from enrolment.usecases.persons.tell_update import tell_update
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause

GUARDIAN_FIELDS = frozenset({"given_name", "family_name", "email", "phone", "address"})


@dataclass(frozen=True)
class RectifyPerson:
    """The new values of the fields that change."""

    person_id: str
    fields: Changes
    expected_version: int | None = None
    by_themself: bool = False


async def rectify_person(command: RectifyPerson, deps: Deps, cause: Cause) -> Stored[Person]:
    """InputError for fields that cannot be; refused for an address that somebody else is registered with."""
    before = await deps.persons.get(command.person_id)
    # What was shown is sent back with a change in it: the rest is no change, whoever may make one.
    fields = {field: value for field, value in command.fields.items() if value != getattr(before.state, field)}
    _check_fields(before.state, fields)
    changes = checked_identity(fields, deps.clock.today())
    if command.by_themself and changes.get("birth_date", before.state.birth_date) != before.state.birth_date:
        # Who has to consent depends on it, so a minor must not be able to make themself older.
        raise RuleError("YOUTH-01", "birth-date-by-coordinator", "a coordinator corrects the birth date; ask them")
    email = changes.get("email")
    if isinstance(email, str) and email != before.state.email:
        await _check_email(before, email, deps, cause)
    now = deps.clock.now()

    def decide(state: Person) -> Change[Person]:
        after = rectified(state, changes, cause.actor, now)
        return Change(after, (tell_update(command.person_id, after),) if is_told(state, after) else ())

    stored = await deps.persons.change(command.person_id, decide, cause, expected_version=command.expected_version)
    if "birth_date" in changes:
        await name_guardians(command.person_id, deps, cause)
    await look_for_duplicates(command.person_id, deps, cause)
    return stored


def _check_fields(person: Person, fields: Changes) -> None:
    """Of a guardian nothing is known but how to reach them, and nobody may add more."""
    if person.kind is Kind.GUARDIAN:
        others = [one for one in fields if one not in GUARDIAN_FIELDS]
        if others:
            accepted = ", ".join(sorted(GUARDIAN_FIELDS))
            raise InputError(*(Problem(one, "is not asked of a guardian", accepted) for one in others))


async def _check_email(person: Stored[Person], email: str, deps: Deps, cause: Cause) -> None:
    """A student's address is theirs alone; guardians may share one, since a parent may answer for several children."""
    if person.state.kind is Kind.GUARDIAN:
        return
    same = await deps.persons.find({"email": email, "kind": Kind.STUDENT.value}, limit=50)
    others = [one for one in same.items if one.id != person.id and one.state.standing is Standing.ACTIVE]
    for other in others:
        await open_duplicate(OpenDuplicate(person.id, other.id, (Reason.EMAIL,)), deps, cause)
    if others:
        problem = Problem("email", "is in use", "an address that is yours alone")
        raise RuleError("", "email-in-use", "this address is in use; the coordinator was told to look at it", problem)
