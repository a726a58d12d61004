"""The example year, kept once for all tests that read it."""

import asyncio

import pytest

from tests.accounting.proof.told import Told, keep_year


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What the service says of it."""
    return asyncio.run(keep_year(tmp_path_factory.mktemp("year")))
