"""The id under which an erased address is remembered: it follows from the address, and does not tell it."""

from essaim.kit.ids import derived_id


def name_erased_address(coordinator: str, email: str) -> str:
    """The same for every way of writing it."""
    return derived_id(coordinator, f"erased address {email.strip().lower()}")
