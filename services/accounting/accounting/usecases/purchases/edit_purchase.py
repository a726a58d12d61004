"""Change what a draft purchase says, as a whole."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.editing import PurchaseContent, check_editable, with_content
from accounting.usecases.purchases.check_purchase import check_purchase
from accounting.usecases.purchases.choose_supplier import ChooseSupplier, choose_supplier
from accounting.usecases.purchases.complete_content import CompleteContent, complete_content
from accounting.usecases.purchases.name_double import name_double
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class EditPurchase:
    """The new content of a draft, and who sent it."""

    purchase_id: str
    content: PurchaseContent
    supplier_id: str | None = None
    supplier_name: str | None = None


async def edit_purchase(
    command: EditPurchase, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Purchase]:
    """The draft as it is now; refused from the submission on (ACC-03). ConflictError for a reference that is there already."""
    draft = (await deps.purchases.get(command.purchase_id)).state
    check_editable(draft)
    activity = (await deps.activities.get(draft.activity_id)).state
    content = await complete_content(CompleteContent(activity, command.content), deps)
    wanted = ChooseSupplier(draft.siren, draft.group_id, command.supplier_id, command.supplier_name)
    supplier = await choose_supplier(wanted, deps, cause)
    if content.due_on is None and supplier.id is not None:
        terms = (await deps.suppliers.get(supplier.id)).state.payment_terms
        content = replace(content, due_on=terms.due_on(content.invoiced_on))
    edited = with_content(draft, content, supplier)
    await check_purchase(edited, activity, deps)
    at = deps.clock.now()
    try:
        return await deps.purchases.change(
            command.purchase_id,
            lambda one: Change(with_content(one, content, supplier).logged(at, cause.actor, "edited")),
            cause,
            expected_version=expected_version,
        )
    except DuplicateError as error:
        raise await name_double(replace(edited, received_key=None), error, deps) from error
