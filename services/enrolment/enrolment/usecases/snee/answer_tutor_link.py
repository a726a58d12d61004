"""A tutor says yes or no behind their link; with a login as well, they can follow the student from then on."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.tutoring import Tutoring, TutoringStatus, accept, decline
from enrolment.usecases.snee.open_tutor_link import open_tutor_link
from essaim.contracts.enrolment_cursus import TutorConfirmed, TutorDeclined
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import RefusedError


@dataclass(frozen=True)
class AnswerTutorLink:
    """``account`` is the login of a tutor who has one."""

    token: str
    accepts: bool
    account: str | None = None


async def answer_tutor_link(command: AnswerTutorLink, deps: Deps, cause: Cause) -> Stored[Tutoring]:
    """CONFIRMED or DECLINED. NotFoundError for a link that leads nowhere, RefusedError for one whose time is over."""
    opened = await open_tutor_link(command.token, deps)
    if not opened.usable:
        raise RefusedError("link-over", "this link is over; the student can send a new one")
    id_, now = opened.tutoring.id, deps.clock.now()

    def decide(state: Tutoring) -> Change[Tutoring] | None:
        if state.link_digest != opened.tutoring.state.link_digest:
            raise RefusedError("link-over", "somebody else was named meanwhile")
        after = accept(state, now, command.account) if command.accepts else decline(state, now)
        if after == state:
            return None
        return Change(after, _events(id_, state, after))

    return await deps.snee_tutorings.change(id_, decide, cause)


def _events(id_: str, before: Tutoring, after: Tutoring) -> tuple[TutorConfirmed | TutorDeclined, ...]:
    if before.status is after.status:
        return ()
    kind = TutorConfirmed if after.status is TutoringStatus.CONFIRMED else TutorDeclined
    return (kind(tutoring_id=id_, status_id=after.status_id, person_id=after.person_id, role=after.role),)
