"""A supplier's invoice of one line is drafted and approved in one step, by the accountant."""

from dataclasses import dataclass, replace
from datetime import date

from accounting.deps import Deps
from accounting.domain.accounts import check_account, unpadded
from accounting.domain.activity import Activity, check_open
from accounting.domain.approval import Approver
from accounting.domain.errors import InputError
from accounting.domain.purchase import Purchase, PurchaseApproval, check_invoiced_on, identity_of
from accounting.domain.purchasing.deciding import approve
from accounting.domain.purchasing.line import LARGEST_CENTS, PurchaseLine
from accounting.usecases.purchases.choose_supplier import ChooseSupplier, choose_supplier
from accounting.usecases.purchases.name_double import name_double
from accounting.usecases.purchases.recorded_event import recorded_event
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import RefusedError
from essaim.kit.store.errors import DuplicateError, MissingError


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
    """The purchase, RECORDED. ConflictError when the supplier's reference is there already."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_open(activity)
    line = PurchaseLine(
        command.label, unpadded(command.account), command.total_excluding_vat_cents, None, command.vat_cents
    )
    _check(line, command.invoiced_on, deps.clock.today())
    line = await _deductible(line, activity, deps)
    wanted = ChooseSupplier(activity.siren, activity.group_id, name=command.supplier_name, create=False)
    supplier = await choose_supplier(wanted, deps, cause)
    draft = Purchase(
        activity_id=command.activity_id,
        group_id=activity.group_id,
        scheme=activity.scheme,
        siren=activity.siren,
        supplier_name=command.supplier_name,
        supplier_key=supplier.key,
        supplier_account=supplier.account,
        supplier_reference=command.supplier_reference,
        invoiced_on=command.invoiced_on,
        lines=(line,),
        supplier_id=supplier.id,
        analytic_code=activity.analytic_code,
        identity=identity_of(activity.siren, supplier.key, command.supplier_reference),
    )
    approval = PurchaseApproval(cause.actor, Approver.ACCOUNTANT.value)
    purchase = approve(draft, approval, deps.clock.today(), deps.clock.now(), at_once=True)
    id_ = cause.new_id("purchase")
    try:
        return await deps.purchases.add(id_, purchase, cause, events=(recorded_event(id_, purchase),))
    except DuplicateError as error:
        raise await name_double(purchase, error, deps) from error


def _check(line: PurchaseLine, invoiced_on: date, today: date) -> None:
    """By the fields of a purchase of one line."""
    check_account(line.account, field="account", classes="6")
    if not 0 < line.excluding_vat_cents <= LARGEST_CENTS:
        raise InputError("total_excluding_vat", "is not an amount of a purchase", "an amount above 0")
    if not 0 <= line.vat_cents <= line.excluding_vat_cents:
        raise InputError("vat", "is not a VAT amount of this purchase", "0.00 to the amount excluding VAT")
    check_invoiced_on(invoiced_on, today)


async def _deductible(line: PurchaseLine, activity: Activity, deps: Deps) -> PurchaseLine:
    """The line; a buyer that is not liable for VAT recovers none of it."""
    try:
        entity = (await deps.legal_entities.get(activity.siren)).state
    except MissingError as error:
        detail = f"the legal entity {activity.siren} is not registered: PUT /v1/legal-entities/{activity.siren} first"
        raise RefusedError("legal-entity-unknown", detail) from error
    return line if entity.vat_number else replace(line, deductible_percent=0)
