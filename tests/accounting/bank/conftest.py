"""A deployment with a bank account, a group and an invoice to be paid."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.accounting.bank.branch import Branch, open_branch


@pytest.fixture
async def branch(tmp_path: Path) -> AsyncIterator[Branch]:
    async with open_branch(tmp_path) as opened:
        yield opened
