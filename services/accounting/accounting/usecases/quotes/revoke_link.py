"""The signing link of a quote leads nowhere any more, for instance because it went to a wrong address."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.history import Happening
from accounting.domain.quote import Quote
from accounting.domain.quote_signing import revoked
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RevokeLink:
    """Of which quote."""

    quote_id: str


async def revoke_link(
    command: RevokeLink, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Quote]:
    """The quote as before, without a way to sign it; sending it again makes another link."""
    happening = Happening(deps.clock.now(), cause.actor, "link_revoked")
    return await deps.quotes.change(
        command.quote_id, lambda one: Change(revoked(one, happening)), cause, expected_version=expected_version
    )
