"""Identifiers: UUIDv7 for what is new, uuid5 for what follows from something that has an id already."""

from uuid import UUID, uuid5

from uuid_utils.compat import uuid7

NAMESPACE = UUID("6f1d0c52-6a5e-5c0e-9b5e-0e55a1a00001")


def new_id() -> str:
    """A UUIDv7: unique, and sorted by creation time."""
    return str(uuid7())


def derived_id(origin: str, purpose: str) -> str:
    """The same id each time for the same origin and purpose, so that a repeated command or event repeats nothing."""
    return str(uuid5(NAMESPACE, f"{origin}\x00{purpose}"))
