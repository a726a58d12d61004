"""An applicant registers themself: their id is that of their login, and what is registered stays when they do it again."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.persons.identity import Changes, checked_identity
from enrolment.domain.persons.person import Kind, Person, require_active
from enrolment.domain.persons.rectification import described
from enrolment.usecases.persons.look_for_duplicates import look_for_duplicates
from enrolment.usecases.persons.register_person import RegisterPerson, register_person
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class RegisterMyself:
    """Whose login it is, and what they say of themselves."""

    subject: str
    fields: Changes


@dataclass(frozen=True)
class Registration:
    """The person. ``email_in_use``: somebody else is registered with the address, and a coordinator is asked to look at it."""

    stored: Stored[Person]
    created: bool
    email_in_use: bool


async def register_myself(command: RegisterMyself, deps: Deps, cause: Cause) -> Registration:
    """Nothing of anybody else is ever told or changed: a possible duplicate is a coordinator's to look at."""
    checked = checked_identity(command.fields, deps.clock.today())
    given = described(Kind.STUDENT, deps.settings.partner, checked)
    known = await _known(command.subject, deps)
    if known is not None:
        require_active(known.state, "register")
    stored = await register_person(RegisterPerson(command.subject, given, deps.settings.partner), deps, cause)
    await look_for_duplicates(command.subject, deps, cause)
    others = await deps.persons.count({"email": stored.state.email, "kind": Kind.STUDENT.value})
    return Registration(stored, created=known is None, email_in_use=others > 1)


async def _known(subject: str, deps: Deps) -> Stored[Person] | None:
    try:
        return await deps.persons.get(subject)
    except NotFoundError:
        return None
