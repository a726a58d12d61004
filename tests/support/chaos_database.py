"""The MongoDB-wire server of ``mongo.py`` outside of pytest: for ``python -m tests.chaos``, which kills it."""

import contextlib
from collections.abc import Iterator

from essaim.cli.local.processes import LaunchError
from tests.support import mongo
from tests.support.mongo import MongoServer


@contextlib.contextmanager
def own_server() -> Iterator[MongoServer]:
    """A server that nobody else uses. LaunchError when there is none to start."""
    said: list[str] = []
    runner = mongo._find_runner(said)
    if runner is None:
        raise LaunchError("there is no MongoDB-wire server to start: install mongod or nx-27017")
    url = f"mongodb://127.0.0.1:{runner.port}"
    try:
        runner.start()
        mongo._wait(url)
        yield MongoServer(mongo._name(url), url, runner)
    finally:
        runner.remove()
