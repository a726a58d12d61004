"""A till for the stall of a group's activity."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.till.till import Article, Till, check_articles
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import RefusedError
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class CreateTill:
    """Whose, where, and what it sells."""

    activity_id: str
    label: str
    place: str
    articles: tuple[Article, ...] = ()


async def create_till(command: CreateTill, deps: Deps, cause: Cause) -> Stored[Till]:
    """The till, with a code of its own. RefusedError while its seller is not registered."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_open(activity)
    siren = activity.siren
    try:
        seller = (await deps.legal_entities.get(siren)).state
    except MissingError as error:
        detail = f"the legal entity {siren} is not registered: PUT /v1/legal-entities/{siren} first"
        raise RefusedError("legal-entity-unknown", detail) from error
    check_articles(command.articles, liable=bool(seller.vat_number))
    id_ = cause.new_id("till")
    number = (await deps.numbers.reserve(f"tills:{siren}", f"till:{id_}")).number
    till = Till(
        activity_id=command.activity_id,
        group_id=activity.group_id,
        scheme=activity.scheme,
        siren=siren,
        code=f"C{number:02d}",
        label=command.label,
        place=command.place,
        articles=command.articles,
    )
    return await deps.tills.add(id_, till, cause)
