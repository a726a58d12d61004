"""A deployment of its own for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.coaching.integration.api import Api, open_api
from tests.coaching.integration.deployment import Deployment


@pytest.fixture
async def deployment(tmp_path: Path) -> AsyncIterator[Deployment]:
    """Use cases and events on a SQLite file, without HTTP and without a broker."""
    opened = await Deployment.open(tmp_path)
    yield opened
    await opened.store.close()


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    """The whole application over HTTP, with a running group, in the week before its first session."""
    async with open_api(tmp_path) as opened:
        yield opened
