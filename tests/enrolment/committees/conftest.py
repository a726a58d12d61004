"""A deployment of cmq-mma without a web, on 1 September 2026."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from enrolment.deps import Deps
from tests.enrolment.deciders.places import deployment


@pytest.fixture
async def deps(tmp_path: Path) -> AsyncIterator[Deps]:
    """Its dependencies."""
    async with deployment(tmp_path / "deps.db") as opened:
        yield opened
