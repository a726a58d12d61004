"""A deployment of its own for each test, with its legal entity and two running groups."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.accounting.integration.office import ENTITY, SIREN, Office, open_office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path) as opened:
        await opened.done("PUT", f"legal-entities/{SIREN}", ENTITY)
        await opened.start()
        await opened.start(group_id="g2", person_ids=["p4"])
        yield opened
