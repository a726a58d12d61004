"""The office of the integration tests."""

from tests.accounting.integration.conftest import office

__all__ = ["office"]
