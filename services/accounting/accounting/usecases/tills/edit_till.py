"""Another label, place or list of articles for a till. What was sold keeps the words and prices that it was sold at."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.till.till import Article, Till, check_articles
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EditTill:
    """Everything that can be edited."""

    till_id: str
    label: str
    place: str
    articles: tuple[Article, ...]


async def edit_till(
    command: EditTill, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Till]:
    """The till. InputError for an article that cannot be sold."""
    till = (await deps.tills.get(command.till_id)).state
    seller = (await deps.legal_entities.get(till.siren)).state
    check_articles(command.articles, liable=bool(seller.vat_number))

    def decide(now: Till) -> Change[Till]:
        return Change(replace(now, label=command.label, place=command.place, articles=command.articles))

    return await deps.tills.change(command.till_id, decide, cause, expected_version=expected_version)
