"""Make the dossier at the new programme out of the one that was closed for it, and tell the deciders of both."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import WITHDRAWABLE, Application
from enrolment.domain.applications.dossier import Moment
from enrolment.domain.applications.transferring import arrive, joined
from enrolment.domain.errors import RuleError
from enrolment.domain.persons.person import Person, made_known
from enrolment.usecases.applications.follow_sending import FollowSending, follow_sending
from enrolment.usecases.deciders.close_reviews import CloseReviews, close_reviews
from essaim.contracts.enrolment import ApplicationSubmitted
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class CompleteTransfer:
    """The dossier that was closed."""

    application_id: str


async def complete_transfer(command: CompleteTransfer, deps: Deps, cause: Cause) -> Stored[Application]:
    """The new dossier; made once, whatever becomes of it later. RuleError for one that was not transferred."""
    old = await deps.applications.get(command.application_id)
    new_id, transfer = old.state.transferred_to, old.state.transfer
    if new_id is None or transfer is None:
        raise RuleError("", "no-transfer", "this dossier was not transferred")
    programme_id = transfer.programme_id
    programme = (await deps.programmes.get(programme_id)).state
    await _make_known(old.state.person_id, programme.coordinator, deps, cause)
    moment = Moment(deps.clock.now(), cause.actor, deps.clock.today())

    def make(known: Application | None) -> Change[Application] | None:
        if known is not None and (known.transferred_from == old.id or known.status in WITHDRAWABLE):
            return None
        arrived = joined(known, arrive(old.state, old.id, programme_id, programme, moment))
        event = ApplicationSubmitted(
            application_id=new_id,
            person_id=arrived.person_id,
            programme_id=programme_id,
            scheme=Scheme(arrived.scheme),
            school_year=arrived.school_year,
            status=arrived.status,
        )
        return Change(arrived, (event,))

    try:
        await deps.applications.put(new_id, make, cause)
    except DuplicateError as error:
        detail = f"the applicant has begun another dossier of {old.state.school_year} meanwhile; that one counts"
        raise RuleError("SNEE-03" if old.state.scheme == "snee" else "", "one-dossier-a-year", detail) from error
    await close_reviews(CloseReviews(old.id, "transferred"), deps, cause)
    await follow_sending(FollowSending(new_id), deps, cause)
    return await deps.applications.get(new_id)


async def _make_known(person_id: str, coordinator: str, deps: Deps, cause: Cause) -> None:
    def know(state: Person) -> Change[Person] | None:
        return None if state.known_to(coordinator) else Change(made_known(state, coordinator))

    await deps.persons.change(person_id, know, cause)
