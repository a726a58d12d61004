"""Both buses, once for all tests here: two nodes take seconds to start. All tests share one loop, in which the proxies live."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.federation.buses import PERSONAL_TYPE, Bus, Pair, pair
from tests.federation.ledger import LISTENS


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def buses(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pair]:
    """The pair, linked."""
    subscriptions = {"toy": {**LISTENS.subscriptions(), "personal": (PERSONAL_TYPE,)}}
    async with pair(tmp_path_factory.mktemp("federation"), subscriptions) as found:
        yield found


@pytest.fixture
def hub(buses: Pair) -> Bus:
    """The bus that gives one type, and takes all events and one personal type."""
    return buses.hub
