"""One member of a team."""

from enrolment.deps import Deps
from enrolment.domain.mini.member import Member
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError


async def find_member(enterprise_id: str, id_: str, deps: Deps) -> Stored[Member]:
    """NotFoundError when they are in another team."""
    stored = await deps.mini_members.get(id_)
    if stored.state.enterprise_id != enterprise_id:
        raise NotFoundError("not-found", "this team has no such member")
    return stored
