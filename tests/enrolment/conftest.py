"""The enrolment service as an application on an SQLite file, with a simulated clock and a broker that is away."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.enrolment.office import Office, open_office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A deployment of cmq-mma on 1 September 2026."""
    async with open_office(tmp_path) as opened:
        yield opened
