"""A deployment of its own for each test, with its legal entity and a running group."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.accounting.integration.office import ENTITY, SIREN, Office, open_office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path) as opened:
        await opened.done("PUT", f"legal-entities/{SIREN}", ENTITY)
        await opened.start()
        yield opened
