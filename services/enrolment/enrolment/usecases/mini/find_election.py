"""One ballot of a team."""

from enrolment.domain.mini.election import Election
from enrolment.domain.mini.enterprise import MiniEnterprise
from essaim.kit.errors import NotFoundError


def find_election(state: MiniEnterprise, number: int) -> Election:
    """NotFoundError when there is none under this number."""
    found = next((one for one in state.elections if one.number == number), None)
    if found is None:
        raise NotFoundError("not-found", "this team has no such election")
    return found
