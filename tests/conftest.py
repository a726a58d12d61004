"""Fixtures that every part may use: a private RabbitMQ node, and a MongoDB-wire server; and who runs what.

The suite runs in three processes, one more than CI has cores, because tests with brokers mostly wait. What starts brokers,
databases or services is dealt out by file, because the tests of a file share what they started; everything else is dealt out
test by test and fills the gaps.

What they write lies in memory where there is enough: a store waits for its disk at every commit, which was two fifths of the
time. TMPDIR, where it is set, stays.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# The same examples at every run, so that a red suite is about the change; ESSAIM_LONG=1 looks for new ones.
settings.register_profile("suite", derandomize="ESSAIM_LONG" not in os.environ)
settings.load_profile("suite")

_MEMORY = Path("/dev/shm")
_ENOUGH_BYTES = 4 * 2**30
if "TMPDIR" not in os.environ and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ENOUGH_BYTES:
    # For those who ask here, those who asked before, and the processes that tests start.
    os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)

pytest_plugins = ["tests.support.broker", "tests.support.mongo"]

_BY_FILE = ("tests/chaos/", "tests/cli/", "tests/e2e/", "tests/federation/", "tests/integrators/", "tests/kit/")


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Files of the folders that start brokers and services stay whole; the ones with most tests go first.

    Not pytest-xdist's groups: its 3.8 writes them where pytest 9.2 no longer reads, and deals everything out test by test.
    """

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0] if nodeid.startswith(_BY_FILE) else nodeid


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Who runs what, asked by pytest-xdist."""
    return ByFile(config, log)
