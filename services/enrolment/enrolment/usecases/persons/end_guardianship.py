"""End a guardianship: from that day on the guardian is asked nothing, told nothing, and answers for nobody."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.persons.consent_link import ConsentLink, revoked
from enrolment.domain.persons.person import Line, Person, require_active, with_line
from enrolment.usecases.persons.tell_update import tell_update
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EndGuardianship:
    """Whose, and why."""

    guardian_id: str
    reason: str
    expected_version: int | None = None


async def end_guardianship(command: EndGuardianship, deps: Deps, cause: Cause) -> Stored[Person]:
    """Ended today; what the guardian consented to stays until somebody withdraws it. Safe to repeat."""
    now, today = deps.clock.now(), deps.clock.today()

    def decide(state: Person) -> Change[Person] | None:
        require_active(state, "end the guardianship of")
        if state.guardian_of is None:
            raise RuleError("", "no-guardian", "this person is nobody's guardian")
        if state.ended_on is not None:
            return None
        ended = replace(state, ended_on=today, end_reason=command.reason)
        ended = with_line(ended, Line(now, cause.actor, "guardianship ended"))
        return Change(ended, (tell_update(command.guardian_id, ended),))

    stored = await deps.persons.change(command.guardian_id, decide, cause, expected_version=command.expected_version)

    def revoke(link: ConsentLink) -> Change[ConsentLink]:
        return Change(revoked(link))

    for link in await deps.consent_links.all({"guardian_id": command.guardian_id}):
        await deps.consent_links.change(link.id, revoke, cause)
    return stored
