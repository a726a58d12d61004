"""Believe only the deployment and the partner that a programme names for a decider."""

from enrolment.deps import Deps
from enrolment.domain.programmes.parameters import Parameters
from essaim.kit.errors import RefusedError


def check_sender(parameters: Parameters, decider: str, *, sender: str, partner: str, deps: Deps) -> None:
    """``sender`` is the partner whose deployment says it, ``partner`` the one whose people said it. RefusedError otherwise."""
    known = next((one for one in parameters.deciders if one.key == decider), None)
    named = known is not None and (known.deployment or deps.settings.partner, known.partner)
    if named != (sender, partner):
        detail = f"the programme lets nobody of {partner} answer at {sender} as {decider}"
        raise RefusedError("foreign-decider", detail)
