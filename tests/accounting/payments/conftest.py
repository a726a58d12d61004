"""A deployment with a group, a bank account and a supplier who can be paid."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.accounting.integration.office import Office, open_office
from tests.accounting.payments.desk import set_up


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path) as opened:
        await set_up(opened)
        yield opened
