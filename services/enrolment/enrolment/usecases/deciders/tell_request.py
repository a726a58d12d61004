"""What is told when a decider is asked: ids, codes and dates."""

from enrolment.domain.applications.application import Application, Asked
from enrolment.domain.programmes.decider import Decider
from essaim.contracts.enrolment_deciders import DecisionRequested
from essaim.contracts.types import Scheme


def tell_request(application_id: str, state: Application, decider: Decider, asked: Asked) -> DecisionRequested:
    """For every decider: those who work here too, so that a crash before their review was made is completed."""
    return DecisionRequested(
        application_id=application_id,
        person_id=state.person_id,
        programme_id=state.programme_id,
        review_id=asked.review_id,
        round=asked.round,
        decider=decider.key,
        partner=decider.partner,
        role=decider.role,
        deployment=asked.deployment,
        kind=decider.kind.value,
        by_committee=decider.by_committee,
        coordinator=state.coordinator,
        scheme=Scheme(state.scheme),
        school_year=state.school_year,
        requested_on=asked.asked_on,
        due_on=asked.due_on,
    )
