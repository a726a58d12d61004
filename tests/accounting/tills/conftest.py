"""A stall for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.accounting.tills.stall import Stall, open_stall


@pytest.fixture
async def stall(tmp_path: Path) -> AsyncIterator[Stall]:
    """With an open session and 50.00 in the drawer."""
    async with open_stall(tmp_path) as opened:
        yield opened
