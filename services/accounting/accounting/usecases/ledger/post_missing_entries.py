"""Post the entries of payments and share-outs that a crash left without one."""

from accounting.deps import Deps
from accounting.usecases.advances.post_advances import PostAdvances, post_advances
from accounting.usecases.expenses.post_settlements import PostSettlements, post_settlements
from accounting.usecases.internal_invoices.post_internal_invoice import PostInternalInvoice, post_internal_invoice
from accounting.usecases.invoices.post_receipts import PostReceipts, post_receipts
from accounting.usecases.purchases.post_disbursement import PostDisbursement, post_disbursement
from accounting.usecases.sharing.post_share import PostShare, post_share
from accounting.usecases.sharing.post_share_payments import PostSharePayments, post_share_payments
from accounting.usecases.tills.post_till_record import PostTillRecord, post_till_record
from essaim.kit.cause import fresh_cause


async def post_missing_entries(deps: Deps) -> None:
    """What is marked is posted; posting is once per source, so that an entry in good hands is not doubled."""
    cause = fresh_cause("post-missing-entries")
    for invoice in await deps.invoices.all({"payments_to_post": True}):
        await post_receipts(PostReceipts(invoice.id), deps, cause)
    for purchase in await deps.purchases.all({"payment_to_post": True}):
        await post_disbursement(PostDisbursement(purchase.id), deps, cause)
    for share in await deps.shares.all({"entry_to_post": True}):
        await post_share(PostShare(share.id), deps, cause)
    for share in await deps.shares.all({"payments_to_post": True}):
        await post_share_payments(PostSharePayments(share.id), deps, cause)
    for sheet in await deps.expense_sheets.all({"settlements_to_post": True}):
        await post_settlements(PostSettlements(sheet.id), deps, cause)
    for internal in await deps.internal_invoices.all({"to_post": True}):
        await post_internal_invoice(PostInternalInvoice(internal.id), deps, cause)
    for record in await deps.till_records.all({"to_post": True}):
        await post_till_record(PostTillRecord(record.id), deps, cause)
    for book in await deps.advance_books.all({"to_post": True}):
        await post_advances(PostAdvances(book.id), deps, cause)
