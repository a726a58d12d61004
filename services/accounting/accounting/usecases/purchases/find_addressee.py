"""The activity that an electronic invoice is for: as its receiver says, by the order that it names, or by its analytic code."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import InputError
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class FindAddressee:
    """In these books. The invoice's order number and its buyer's reference may say it, when its receiver does not."""

    siren: str
    activity_id: str | None = None
    order_number: str = ""
    buyer_reference: str = ""


@dataclass(frozen=True)
class Addressee:
    """The activity, and the order if the invoice names one of its."""

    activity_id: str
    group_id: str
    order_id: str | None = None


async def find_addressee(command: FindAddressee, deps: Deps) -> Addressee:
    """The activity. InputError when nothing says it, or it belongs to another legal entity."""
    order = None
    if command.order_number:
        order = await deps.supplier_orders.find_one({"siren": command.siren, "number": command.order_number})
    if command.activity_id is not None:
        accepted = f"the id of an activity of the legal entity {command.siren}"
        try:
            activity = (await deps.activities.get(command.activity_id)).state
        except MissingError:
            raise InputError("activity_id", "is no activity", accepted) from None
        if activity.siren != command.siren:
            raise InputError("activity_id", "is an activity of another legal entity", accepted)
        own = order is not None and order.state.activity_id == command.activity_id
        return Addressee(command.activity_id, activity.group_id, order.id if own and order else None)
    if order is not None:
        return Addressee(order.state.activity_id, order.state.group_id, order.id)
    if command.buyer_reference:
        coded = {"siren": command.siren, "analytic_code": command.buyer_reference}
        found = await deps.activities.find_one(coded)
        if found is not None:
            return Addressee(found.id, found.state.group_id)
    raise InputError(
        "activity_id",
        "is missing: the invoice names neither an order nor the code of an activity",
        "activity_id=… of the activity that it is for",
    )
