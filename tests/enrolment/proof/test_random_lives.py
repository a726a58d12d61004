"""Random lives: many people, months of them, every deed by chance; after each of them every law of ``laws`` holds.

The same lives at every run, because a red suite is about the change; ``ESSAIM_LONG=1`` lives others, and longer ones.
"""

import os
import random
from datetime import timedelta
from pathlib import Path

import pytest

from enrolment.usecases.privacy.apply_retention import apply_retention
from essaim.kit.errors import NotFoundError
from tests.enrolment.proof.deeds import DEEDS, jobs_run
from tests.enrolment.proof.deeds_of_people import registers
from tests.enrolment.proof.world import World, open_world

LONG = "ESSAIM_LONG" in os.environ
LIVES = [random.SystemRandom().randrange(10**6) for _ in range(20)] if LONG else [7, 8]
DEEDS_OF_A_LIFE = 1000 if LONG else 350
LIVED = {
    "POST acceptance 200",
    "POST answer 200",
    "POST decision 200",
    "POST drafts 201",
    "POST holding 200",
    "POST merging 200",
    "POST reopening 200",
    "POST sending 200",
    "POST withdrawal 200",
    "PUT motivation 412",
}
"""What is done in every life at least once: a life in which nothing happens proves nothing."""


async def _live(world: World) -> None:
    deeds, weights = list(DEEDS), list(DEEDS.values())
    for _ in range(6):
        await registers(world)
        await world.check("registering")
    for _ in range(DEEDS_OF_A_LIFE):
        (deed,) = world.chance.choices(deeds, weights)
        try:
            application_id = await deed(world)
        except NotFoundError:
            continue
        await world.check(deed.__name__, application_id)


async def _end(world: World) -> None:
    """Everything arrives, the jobs have run, and the years go by until the rules let everybody go."""
    for _ in range(3):
        await world.settle()
        await world.check("settling")
        await jobs_run(world)
        await world.check("the jobs")
    await world.move(world.now + timedelta(days=4 * 366))
    await apply_retention(world.office.deps)
    await world.check("four years")
    await world.settle()
    await world.check("settling in the end")


@pytest.mark.parametrize("seed", LIVES)
async def test_whatever_people_do_the_laws_hold(tmp_path: Path, seed: int) -> None:
    """SNEE-03, YOUTH-01, SNEE-07, GDPR-02: and no event is lost or told twice, and no event of ours dies on its way back."""
    async with open_world(tmp_path, seed) as world:
        await _live(world)
        await _end(world)
        assert world.dead == []
        assert LIVED - set(world.done) == set()
