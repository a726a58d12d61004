"""One service after the other."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.http.applications import SERVICES, Api, open_api


@pytest.fixture(params=SERVICES)
async def api(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Api]:
    """Each of the four."""
    opened = open_api(request.param, tmp_path)
    async with opened.client:
        yield opened
