"""Consents whose time is over become EXPIRED, and it is told."""

from enrolment.deps import Deps
from enrolment.domain.persons.consent import Consent, Status, expired
from enrolment.usecases.persons.tell_consent import tell_consent
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.store.port import Range


async def expire_consents(deps: Deps) -> None:
    """All that are due. Safe to repeat."""
    today = deps.clock.today()
    due = await deps.consents.all({"status": Status.GIVEN.value, "expires_on": Range(le=str(today))})
    cause = fresh_cause("expire-consents")
    for stored in due:

        def decide(state: Consent, id_: str = stored.id) -> Change[Consent]:
            after = expired(state, today)
            return Change(after, tell_consent(id_, state, after, today))

        await deps.consents.change(stored.id, decide, cause)
