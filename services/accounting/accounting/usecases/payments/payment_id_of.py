"""The id of the payment that an item of an order makes in its document."""

from essaim.kit.ids import derived_id


def payment_id_of(order_id: str, number: int) -> str:
    """The same whenever this item is recorded."""
    return derived_id(order_id, f"payment:{number}")
