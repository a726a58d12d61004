"""One more guardian of a minor: both parents may be there, and the same parent for several children."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.dates import is_minor
from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.persons.identity import Changes, checked_identity
from enrolment.domain.persons.person import Kind, Line, Person, contradictions, require_active, with_line
from enrolment.domain.persons.rectification import described
from enrolment.usecases.persons.find_guardian import find_guardian
from enrolment.usecases.persons.tell_person import tell_person
from enrolment.usecases.persons.tell_update import tell_update
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AddGuardian:
    """Whose guardian, and how to reach them."""

    child_id: str
    fields: Changes


async def add_guardian(command: AddGuardian, deps: Deps, cause: Cause) -> Stored[Person]:
    """The guardian; one who was there before takes up the guardianship again. Refused for an adult (YOUTH-01)."""
    child = (await deps.persons.get(command.child_id)).state
    _check_child(child, deps)
    checked = checked_identity(command.fields, deps.clock.today())
    given = replace(
        described(Kind.GUARDIAN, child.coordinator, checked), guardian_of=command.child_id, partners=child.partners
    )
    if given.email == child.email:
        raise InputError(Problem("email", "is the child's own address", "the guardian's own address"))
    guardian_id = await find_guardian(command.child_id, given.email, deps)
    now = deps.clock.now()

    def decide(known: Person | None) -> Change[Person] | None:
        if known is None:
            person = with_line(given, Line(now, cause.actor, "registered"))
            return Change(person, (tell_person(guardian_id, person),))
        against = contradictions(known, given)
        if against:
            raise InputError(*(replace(one, field=one.field.removeprefix("guardian_")) for one in against))
        if known.ended_on is None:
            return None
        back = with_line(replace(known, ended_on=None, end_reason=""), Line(now, cause.actor, "guardian again"))
        return Change(back, (tell_update(guardian_id, back),))

    stored = await deps.persons.put(guardian_id, decide, cause)
    assert stored is not None
    return stored


def _check_child(child: Person, deps: Deps) -> None:
    require_active(child, "name a guardian of")
    if child.kind is Kind.GUARDIAN:
        raise RuleError("", "guardian-of-guardian", "a guardian has no guardian")
    if child.birth_date is not None and not is_minor(child.birth_date, deps.clock.today()):
        raise RuleError("YOUTH-01", "not-a-minor", "an adult answers for themself and has no guardian")
