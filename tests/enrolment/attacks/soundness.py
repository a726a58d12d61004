"""What must not change by an attack: every document with its version. What a refused request leaves behind shows here."""

from enrolment.collections import ALL
from essaim.kit.store.port import Collection
from tests.enrolment.attacks.world import World

BY_JOBS = {"erasure_requests", "snee_statuses"}
"""What the jobs of the service remind of by themselves while a test runs."""


async def written(world: World) -> dict[tuple[str, str], int]:
    """The version of every document, by collection and id."""
    found: dict[tuple[str, str], int] = {}
    for collection in (one for one in ALL if one.name not in BY_JOBS):
        found |= await _of(world, collection)
    return found


async def _of(world: World, collection: Collection) -> dict[tuple[str, str], int]:
    store = world.office.deps.persons._store
    page = await store.find(collection, {}, limit=1000)
    return {(collection.name, str(one["id"])): int(one.get("version", 0)) for one in page.documents}
