"""Fixtures that every part may use: a private RabbitMQ node, and a MongoDB-wire server."""

pytest_plugins = ["tests.support.broker", "tests.support.mongo"]
