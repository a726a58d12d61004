"""Fixtures that every part may use: a private RabbitMQ node, and a MongoDB-wire server.

The suite runs in two processes, one per core that CI has. What starts brokers, databases or services has the machine to
itself: all of it is one group, which one process does in order, while the other does everything that needs no more than
itself.
"""

import os

import pytest
from hypothesis import settings

# The same examples at every run, so that a red suite is about the change; ESSAIM_LONG=1 looks for new ones.
settings.register_profile("suite", derandomize="ESSAIM_LONG" not in os.environ)
settings.load_profile("suite")

pytest_plugins = ["tests.support.broker", "tests.support.mongo"]

_MACHINE = ("tests/chaos/", "tests/cli/", "tests/e2e/", "tests/federation/", "tests/integrators/", "tests/kit/")
_FIXTURES = {"rabbit", "mongo_server"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what uses the machine into its group."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.nodeid.startswith(_MACHINE) or fixtures & _FIXTURES or item.get_closest_marker("broker"):
            item.add_marker(pytest.mark.xdist_group("machine"))
