"""A deployment of its own for each test, with a running group of three students."""

from tests.accounting.integration.conftest import office

__all__ = ["office"]
