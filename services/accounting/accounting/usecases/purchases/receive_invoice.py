"""An electronic invoice is taken in: read, checked, kept as it came, and made a draft for somebody to approve."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import Purchase
from accounting.domain.purchasing.received import check_addressed, content_of, defaults_of, warnings_of
from accounting.usecases.parties.known_numbers import known_numbers
from accounting.usecases.purchases.draft_purchase import DraftPurchase, draft_purchase
from accounting.usecases.purchases.find_addressee import FindAddressee, find_addressee
from accounting.usecases.purchases.find_seller import FindSeller, find_seller
from accounting.usecases.purchases.gather_file import GatheredFile
from accounting.usecases.purchases.keep_received import KeepReceived
from accounting.usecases.purchases.parse_einvoice import parse_einvoice
from accounting.usecases.purchases.refuse_received import refuse_received
from accounting.usecases.purchases.understand_einvoice import understand_einvoice
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReceiveInvoice:
    """The file, in the books of whom, and for which activity when the invoice does not say it."""

    siren: str
    file: GatheredFile
    activity_id: str | None = None


async def receive_invoice(command: ReceiveInvoice, deps: Deps, cause: Cause) -> Stored[Purchase]:
    """The DRAFT. InvalidError for what cannot be read, RuleError for an invoice to somebody else, ConflictError for a double;
    nothing is kept then."""
    siren, file = command.siren, command.file
    await deps.legal_entities.get(siren)
    await refuse_received(siren, file.sha256, deps)
    received = understand_einvoice(await parse_einvoice(file.content, deps), known_numbers())
    check_addressed(received, siren)
    wanted = FindAddressee(siren, command.activity_id, received.order_number, received.buyer_reference)
    addressee = await find_addressee(wanted, deps)
    known = await find_seller(FindSeller(siren, addressee.group_id, received.seller), deps)
    supplier = known.state if known else None
    defaults = defaults_of(supplier.expense_account if supplier else None, supplier.vat_rate if supplier else None)
    content = content_of(received, defaults, addressee.order_id, deps.settings.purchase_rounding_cents)
    warnings = warnings_of(received, supplier.iban if supplier else None, new_supplier=supplier is None)
    drafted = DraftPurchase(
        addressee.activity_id,
        content,
        supplier_id=known.id if known else None,
        seller=None if known else received.seller,
        source="einvoice",
        arrived=KeepReceived(file, warnings),
    )
    return await draft_purchase(drafted, deps, cause)
