"""The furnished world, built once for all tests here and copied for each, and an office for those that begin with little."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.accounting.attacks.world import STRANGERS, World, furnish
from tests.accounting.integration.office import Office, open_office
from tests.accounting.payments.desk import set_up
from tests.support.doors import copy_database


@dataclass(frozen=True)
class Snapshot:
    """A furnished world as a file, and the ids in it."""

    file: Path
    ids: dict[str, str]


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Built by the service itself, over HTTP."""
    directory = tmp_path_factory.mktemp("world")

    async def build() -> dict[str, str]:
        (directory / "platform").mkdir()
        async with open_office(directory, platform_directory=directory / "platform") as office:
            world = await furnish(office)
        return world.ids

    ids = asyncio.run(build())
    copy_database(directory / "accounting.db", directory / "snapshot.db")
    return Snapshot(directory / "snapshot.db", ids)


@pytest.fixture
async def world(snapshot: Snapshot, tmp_path: Path) -> AsyncIterator[World]:
    """A copy of it that a test may spoil."""
    copy_database(snapshot.file, tmp_path / "accounting.db")
    (tmp_path / "platform").mkdir()
    async with open_office(tmp_path, platform_directory=tmp_path / "platform") as opened:
        yield World(opened, dict(snapshot.ids))


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A legal entity with a bank account, the group of the office and one of strangers."""
    async with open_office(tmp_path) as opened:
        await set_up(opened)
        await opened.start(group_id=STRANGERS, group_code="ATELIER-TIERS", person_ids=["p7"])
        yield opened
