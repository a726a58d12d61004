"""The furnished world, built once for all tests here and copied for each."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.enrolment.attacks.furnishing import furnish
from tests.enrolment.attacks.world import NOW, World
from tests.enrolment.office import open_office
from tests.support.doors import copy_database


@dataclass(frozen=True)
class Snapshot:
    """A furnished world as a file, and the ids in it."""

    file: Path
    ids: dict[str, str]

    def restore(self, directory: Path) -> None:
        """Undo what a test did, while the service runs on it."""
        copy_database(self.file, directory / "enrolment.db")


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Built by the service itself, over HTTP."""
    directory = tmp_path_factory.mktemp("world")

    async def build() -> dict[str, str]:
        async with open_office(directory) as office:
            return (await furnish(office)).ids

    ids = asyncio.run(build())
    copy_database(directory / "enrolment.db", directory / "snapshot.db")
    return Snapshot(directory / "snapshot.db", ids)


@pytest.fixture
async def world(snapshot: Snapshot, tmp_path: Path) -> AsyncIterator[World]:
    """A copy of it that a test may spoil; it is 21 September 2026."""
    snapshot.restore(tmp_path)
    async with open_office(tmp_path) as opened:
        await opened.move_clock(NOW)
        yield World(opened, dict(snapshot.ids))
