"""The terms of a partner in force today: its own, else those that come with the service."""

from enrolment.deps import Deps
from enrolment.domain.snee.terms import PartnerTerms, Terms, terms_on
from essaim.kit.errors import NotFoundError


async def read_terms(coordinator: str, deps: Deps) -> Terms:
    """Charter, label, carrier, cap of the fee, days of the reminders."""
    try:
        own = (await deps.snee_terms.get(coordinator)).state
    except NotFoundError:
        own = PartnerTerms(coordinator)
    return terms_on(deps.clock.today(), own.versions)
