"""Register a person under an id that follows from who they are, or make one who is registered known to one more partner."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.persons.person import Line, Person, Standing, completed, made_known, with_line
from enrolment.usecases.persons.look_for_duplicates import look_for_duplicates
from enrolment.usecases.persons.tell_person import tell_person
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RegisterPerson:
    """Who it is, and the partner that knows them now."""

    person_id: str
    person: Person
    partner: str


async def register_person(command: RegisterPerson, deps: Deps, cause: Cause) -> Stored[Person]:
    """Safe to repeat. What is registered stays; the form only adds what was not known."""
    now = deps.clock.now()
    learnt = [False]

    def decide(known: Person | None) -> Change[Person] | None:
        if known is None:
            person = with_line(command.person, Line(now, cause.actor, "registered"))
            return Change(person, (tell_person(command.person_id, person),))
        if known.standing is not Standing.ACTIVE:
            return None
        after = completed(made_known(known, command.partner), command.person, now, cause.actor)
        learnt[0] = after.ine != known.ine
        return Change(after)

    stored = await deps.persons.put(command.person_id, decide, cause)
    assert stored is not None
    if stored.document["created_by"] == cause.command_id or learnt[0]:
        await look_for_duplicates(command.person_id, deps, cause)
    return stored
