"""A supplier's invoice is written down as a draft of an activity, by its group or by the accountant."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.attachment import Attachment
from accounting.domain.purchase import Purchase, ReceivedFile, received_key
from accounting.domain.purchasing.editing import PurchaseContent, SupplierOf, with_content
from accounting.domain.suppliers import SupplierProfile
from accounting.usecases.purchases.check_purchase import check_purchase
from accounting.usecases.purchases.choose_supplier import ChooseSupplier, choose_supplier
from accounting.usecases.purchases.complete_content import CompleteContent, complete_content
from accounting.usecases.purchases.keep_received import KeepReceived, keep_received
from accounting.usecases.purchases.name_double import name_double
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import RefusedError
from essaim.kit.store.errors import DuplicateError, MissingError


@dataclass(frozen=True)
class DraftPurchase:
    """For an activity: what the paper says, and who sent it: a record, a name, or an unknown ``seller`` of an electronic
    invoice. ``arrived`` is the file of one, kept once everything else is right; ``received`` a file that is kept already.
    Either is taken in once."""

    activity_id: str
    content: PurchaseContent
    supplier_id: str | None = None
    supplier_name: str | None = None
    seller: SupplierProfile | None = None
    source: str = ""
    arrived: KeepReceived | None = None
    received: ReceivedFile | None = None
    attached: Attachment | None = None


async def draft_purchase(command: DraftPurchase, deps: Deps, cause: Cause) -> Stored[Purchase]:
    """The DRAFT. ConflictError when the supplier's reference, or the file, is there already."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_open(activity)
    await _check_registered(activity.siren, deps)
    content = await complete_content(CompleteContent(activity, command.content), deps)
    wanted = ChooseSupplier(
        activity.siren, activity.group_id, command.supplier_id, command.supplier_name, seller=command.seller
    )
    blank = Purchase(
        activity_id=command.activity_id,
        group_id=activity.group_id,
        scheme=activity.scheme,
        siren=activity.siren,
        supplier_name=command.supplier_name or "",
        supplier_key="",
        supplier_account="",
        supplier_reference="",
        invoiced_on=content.invoiced_on,
        lines=(),
        analytic_code=activity.analytic_code,
        attachments=(command.attached,) if command.attached else (),
        received=command.received,
        received_key=_key(command, activity.siren),
        source=command.source,
    )
    # Everything that can be wrong is looked at before a supplier is made for it.
    nobody = SupplierOf(None, blank.supplier_name, "", "")
    await check_purchase(with_content(blank, replace(content, original_id=None), nobody), activity, deps)
    supplier = await choose_supplier(wanted, deps, cause)
    purchase = with_content(blank, await _with_due(content, supplier, deps), supplier)
    await check_purchase(purchase, activity, deps)
    if command.arrived is not None:
        purchase = replace(purchase, received=await keep_received(command.arrived, deps, cause))
    words = " ".join(purchase.received.warnings) if purchase.received else ""
    drafted = purchase.logged(deps.clock.now(), cause.actor, "received" if purchase.received else "drafted", words)
    try:
        return await deps.purchases.add(cause.new_id("purchase"), drafted, cause)
    except DuplicateError as error:
        raise await name_double(purchase, error, deps) from error


def _key(command: DraftPurchase, siren: str) -> str | None:
    """What keeps the file from coming twice."""
    if command.arrived is not None:
        return received_key(siren, command.arrived.file.sha256)
    return received_key(siren, command.received.sha256) if command.received else None


async def _with_due(content: PurchaseContent, supplier: SupplierOf, deps: Deps) -> PurchaseContent:
    """The due day that was agreed with the supplier, when the paper says none."""
    if content.due_on is not None or supplier.id is None:
        return content
    terms = (await deps.suppliers.get(supplier.id)).state.payment_terms
    return replace(content, due_on=terms.due_on(content.invoiced_on))


async def _check_registered(siren: str, deps: Deps) -> None:
    try:
        await deps.legal_entities.get(siren)
    except MissingError as error:
        detail = f"the legal entity {siren} is not registered: PUT /v1/legal-entities/{siren} first"
        raise RefusedError("legal-entity-unknown", detail) from error
