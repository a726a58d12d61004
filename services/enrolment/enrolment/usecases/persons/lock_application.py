"""Take a withdrawn consent from under one dossier: it waits for the guardian again, or says that the consent is gone."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Happening, Status
from enrolment.domain.persons.consent_lost import without_consent
from enrolment.usecases.persons.lost_consent import lost_consent
from essaim.contracts.enrolment_deciders import OutcomeDerived
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


async def lock_application(application_id: str, deps: Deps, cause: Cause) -> bool:
    """Whether its consent was withdrawn. One write; the same again changes nothing. Reviews stay open: an acceptance is refused
    or waits until the consent is there again."""
    if not await lost_consent((await deps.applications.get(application_id)).state, deps):
        return False
    line = Happening(deps.clock.now(), cause.actor, "consent-withdrawn")
    today = deps.clock.today()

    def decide(state: Application) -> Change[Application] | None:
        after = without_consent(state, today, line)
        if after is state:
            return None
        if state.status is not Status.WAITING_LIST:
            return Change(after)
        told = OutcomeDerived(
            application_id=application_id, programme_id=state.programme_id, scheme=Scheme(state.scheme)
        )
        return Change(after, (told,))

    await deps.applications.change(application_id, decide, cause, effect="consent-withdrawn")
    return True
