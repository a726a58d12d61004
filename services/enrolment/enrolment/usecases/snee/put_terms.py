"""Say what holds from a day on: a new charter, another carrier, another cap."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.terms import PartnerTerms, Terms, add_version
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PutTerms:
    """Whose, and what."""

    coordinator: str
    terms: Terms


async def put_terms(command: PutTerms, deps: Deps, cause: Cause) -> PartnerTerms:
    """Every version of the partner, with the new one. What is in force is never rewritten."""

    def decide(known: PartnerTerms | None) -> Change[PartnerTerms]:
        before = known or PartnerTerms(command.coordinator)
        return Change(add_version(before, command.terms, deps.clock.today()))

    stored = await deps.snee_terms.put(command.coordinator, decide, cause)
    assert stored is not None
    return stored.state
