"""The quote that a signing link leads to."""

from accounting.deps import Deps
from accounting.domain.quote import Quote
from accounting.domain.quote_signing import LONGEST_TOKEN, digest_of
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError


async def open_link(token: str, deps: Deps) -> Stored[Quote]:
    """The quote, in whatever state. NotFoundError for a token that is none, or that another link has replaced.

    It is looked up by its hash, so how long the answer takes says nothing about tokens that exist.
    """
    found = await deps.quotes.find_one({"link.digest": digest_of(token)}) if len(token) <= LONGEST_TOKEN else None
    if found is None:
        raise NotFoundError("link-unknown", "this link leads to no quote")
    return found
