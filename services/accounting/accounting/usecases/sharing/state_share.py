"""What a member is told of a share-out, with the names that a reader needs."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.share_statement import ShareStatement, statement_of
from accounting.usecases.groups.find_person_name import find_person_name
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class StateShare:
    """The statement of this member."""

    share_id: str
    person_id: str


async def state_share(command: StateShare, deps: Deps) -> ShareStatement:
    """The statement as it is now; before the approval it is provisional. NotFoundError for somebody without a part."""
    share = (await deps.shares.get(command.share_id)).state
    activity = (await deps.activities.get(share.activity_id)).state
    group = (await deps.groups.get(share.group_id)).state
    statement = statement_of(
        command.share_id,
        share,
        command.person_id,
        person_name=await find_person_name(command.person_id, deps),
        group_name=group.name or activity.analytic_code,
        entity_name=(await deps.legal_entities.get(activity.siren)).state.name,
        entity_siren=activity.siren,
        analytic_code=activity.analytic_code,
    )
    if statement is None:
        raise NotFoundError("not-found", "there is nothing here under this id")
    return statement
