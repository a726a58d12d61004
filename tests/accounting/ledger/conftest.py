"""Books of their own for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from accounting.deps import Deps
from tests.accounting.ledger.books import open_books


@pytest.fixture
async def books(tmp_path: Path) -> AsyncIterator[Deps]:
    async with open_books(tmp_path / "books.db") as opened:
        yield opened
