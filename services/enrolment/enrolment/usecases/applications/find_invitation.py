"""The invitation that a code leads to."""

from enrolment.deps import Deps
from enrolment.domain.applications.team import Invitation, digest_of
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError


async def find_invitation(code: str, deps: Deps) -> Stored[Invitation]:
    """NotFoundError for a code that leads nowhere; it is looked up by its digest."""
    found = await deps.invitations.find_one({"digest": digest_of(code)})
    if found is None:
        raise NotFoundError("not-found", "this invitation leads nowhere")
    return found
