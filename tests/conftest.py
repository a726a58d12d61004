"""Fixtures that every part may use: a private RabbitMQ node, and a MongoDB-wire server where one can be had."""

from importlib.util import find_spec

pytest_plugins = ["tests.support.broker"]
if find_spec("tests.support.mongo") is not None:
    pytest_plugins.append("tests.support.mongo")
