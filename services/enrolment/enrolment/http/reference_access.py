"""Who reads and who writes reference data: every role that reads programmes; and the people of the deployment's own partner."""

from enrolment.deps import Deps
from enrolment.http.policy import POLICY
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Principal


def allow_reading(caller: Principal) -> None:
    """Return for every role that reads programmes."""
    POLICY.require(caller, "programme.read")


def allow_managing(caller: Principal, deps: Deps) -> None:
    """Return for those who open programmes at the partner that operates the deployment: it is one list for everybody here."""
    POLICY.require(caller, "reference.manage")
    if caller.partner != deps.settings.partner:
        raise ForbiddenError("forbidden", f"reference data is kept here by {deps.settings.partner}, who operates it")
