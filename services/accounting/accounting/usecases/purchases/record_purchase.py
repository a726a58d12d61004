"""A supplier's invoice is recorded for an activity."""

from dataclasses import dataclass, replace
from datetime import date

from accounting.deps import Deps
from accounting.domain.accounts import unpadded
from accounting.domain.activity import check_open
from accounting.domain.purchase import Purchase, check_purchase, supplier_key
from essaim.contracts.accounting import PurchaseRecorded
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError, RefusedError
from essaim.kit.store.errors import DuplicateError, MissingError
from essaim.kit.store.port import Where


@dataclass(frozen=True)
class RecordPurchase:
    """What the supplier invoiced."""

    activity_id: str
    supplier_name: str
    supplier_reference: str
    invoiced_on: date
    account: str
    label: str
    total_excluding_vat_cents: int
    vat_cents: int


async def record_purchase(command: RecordPurchase, deps: Deps, cause: Cause) -> Stored[Purchase]:
    """The purchase. ConflictError when the supplier's reference is recorded already."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_open(activity)
    key = supplier_key(command.supplier_name)
    purchase = Purchase(
        activity_id=command.activity_id,
        group_id=activity.group_id,
        scheme=activity.scheme,
        siren=activity.siren,
        supplier_name=command.supplier_name,
        supplier_key=key,
        supplier_account="",
        supplier_reference=command.supplier_reference,
        invoiced_on=command.invoiced_on,
        recorded_on=deps.clock.today(),
        account=unpadded(command.account),
        label=command.label,
        total_excluding_vat_cents=command.total_excluding_vat_cents,
        vat_cents=command.vat_cents,
    )
    check_purchase(purchase)
    try:
        await deps.legal_entities.get(purchase.siren)
    except MissingError as error:
        detail = f"the legal entity {purchase.siren} is not registered: PUT /v1/legal-entities/{purchase.siren} first"
        raise RefusedError("legal-entity-unknown", detail) from error
    number = (await deps.numbers.reserve(f"suppliers:{activity.siren}", f"supplier:{activity.siren}:{key}")).number
    purchase = replace(purchase, supplier_account=f"F{number:05d}")
    id_ = cause.new_id("purchase")
    recorded = PurchaseRecorded(
        purchase_id=id_,
        activity_id=command.activity_id,
        group_id=activity.group_id,
        recorded_on=purchase.recorded_on,
        account=purchase.account,
        total_excluding_vat=purchase.total_excluding_vat_cents,
        vat=purchase.vat_cents,
    )
    try:
        return await deps.purchases.add(id_, purchase, cause, events=(recorded,))
    except DuplicateError as error:
        same: Where = {"siren": purchase.siren, "supplier_key": key, "supplier_reference": purchase.supplier_reference}
        known = await deps.purchases.find_one(same)
        if known is None:
            raise
        detail = f"{purchase.supplier_reference} of {purchase.supplier_name} is recorded already: purchase {known.id}"
        raise ConflictError("purchase-recorded", detail) from error
