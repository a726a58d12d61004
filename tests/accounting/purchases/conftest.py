"""A deployment of its own for each test, with its legal entity and two running groups."""

from tests.accounting.parties.conftest import office

__all__ = ["office"]
