"""The diploma of a status. Refused when nobody has asked for it."""

from enrolment.domain.errors import RuleError
from enrolment.domain.snee.d2e import D2e
from enrolment.domain.snee.status import SneeStatus


def d2e_of(state: SneeStatus) -> D2e:
    """RuleError when there is none."""
    if state.d2e is None:
        raise RuleError("", "d2e-not-requested", "nobody has asked for the D2E of this status yet")
    return state.d2e
