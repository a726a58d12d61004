"""The one place where the accounting service is wired: settings, collections, routes, listeners, recovery jobs."""

from fastapi import FastAPI

from accounting.collections import ALL, COPIES
from accounting.deps import build_deps
from accounting.events import LISTENS
from accounting.http import (
    activities,
    advances,
    approval_rules,
    archives,
    bank_accounts,
    bank_details,
    bank_imports,
    bank_movements,
    bank_reconciliation,
    chart,
    closings,
    contributions,
    customer_merging,
    customers,
    dunning,
    entity_management,
    entries,
    entry_drafts,
    expense_decisions,
    expense_lines,
    expense_policies,
    expense_sheets,
    fec_exports,
    fec_imports,
    forecasts,
    internal_invoices,
    invoice_steps,
    invoices,
    ledgers,
    legal_entities,
    legal_entity_list,
    letterings,
    liquidation,
    management,
    numbering,
    party_files,
    party_statements,
    payment_order_steps,
    payment_orders,
    purchase_files,
    purchase_steps,
    purchases,
    quote_signing,
    quote_steps,
    quotes,
    received_invoices,
    recurring_invoices,
    remittances,
    reports,
    shares,
    supplier_merging,
    supplier_order_steps,
    supplier_orders,
    suppliers,
    tills,
    transmissions,
    verification,
)
from accounting.settings import Settings
from accounting.usecases.bank.complete_settlements import complete_settlements
from accounting.usecases.bank.complete_statement_imports import complete_statement_imports
from accounting.usecases.contribution.contribute_periodically import contribute_periodically
from accounting.usecases.dunning.tell_overdue import tell_overdue
from accounting.usecases.fec.complete_fec_imports import complete_fec_imports
from accounting.usecases.invoices.complete_issues import complete_issues
from accounting.usecases.ledger.announce_all import announce_all
from accounting.usecases.ledger.apply_all_letterings import apply_all_letterings
from accounting.usecases.ledger.complete_validations import complete_validations
from accounting.usecases.ledger.fold_all import fold_all
from accounting.usecases.ledger.post_missing_entries import post_missing_entries
from accounting.usecases.ledger.verify_all import verify_all
from accounting.usecases.management.watch_treasury import watch_treasury
from accounting.usecases.orders.number_orders import number_orders
from accounting.usecases.parties.complete_merges import complete_merges
from accounting.usecases.payments.complete_payments import complete_payments
from accounting.usecases.periods.complete_closings import complete_closings
from accounting.usecases.privacy.purge_names import purge_names
from accounting.usecases.privacy.release_paid import release_paid
from accounting.usecases.quotes.expire_quotes import expire_quotes
from accounting.usecases.recurring_invoices.draft_recurring_invoices import draft_recurring_invoices
from accounting.usecases.tills.close_due_tills import close_due_tills
from accounting.usecases.tills.verify_tills import verify_tills
from accounting.usecases.transmissions.announce_cashed import announce_cashed
from accounting.usecases.transmissions.collect_statuses import collect_statuses
from accounting.usecases.transmissions.deposit_transmissions import deposit_transmissions
from essaim.kit.http.limits import Upload
from essaim.kit.service import Job, Service, create_service

ROUTERS = (
    legal_entities.router,
    legal_entity_list.router,
    activities.router,
    advances.router,
    party_files.router,
    party_statements.router,
    customer_merging.router,
    customers.router,
    supplier_merging.router,
    suppliers.router,
    quotes.router,
    quote_steps.router,
    quote_signing.router,
    invoices.router,
    invoice_steps.router,
    numbering.router,
    transmissions.router,
    dunning.router,
    recurring_invoices.router,
    internal_invoices.router,
    purchases.router,
    purchase_steps.router,
    purchase_files.router,
    received_invoices.router,
    supplier_orders.router,
    supplier_order_steps.router,
    entries.router,
    entry_drafts.router,
    chart.router,
    closings.router,
    contributions.router,
    letterings.router,
    verification.router,
    shares.router,
    liquidation.router,
    fec_exports.router,
    fec_imports.router,
    archives.router,
    bank_accounts.router,
    bank_imports.router,
    bank_movements.router,
    bank_reconciliation.router,
    management.router,
    entity_management.router,
    forecasts.router,
    approval_rules.router,
    expense_sheets.router,
    expense_lines.router,
    expense_decisions.router,
    expense_policies.router,
    bank_details.router,
    payment_orders.router,
    payment_order_steps.router,
    remittances.router,
    *tills.ROUTERS,
    *reports.ROUTERS,
    *ledgers.ROUTERS,
)


def create(settings: Settings | None = None) -> FastAPI:
    """The application; settings come from the environment unless a test passes its own."""
    chosen = settings or Settings()
    return create_service(
        Service(
            name="accounting",
            settings=chosen,
            collections=ALL,
            build=lambda runtime: build_deps(runtime, chosen),
            routers=ROUTERS,
            listens=LISTENS,
            copies=COPIES,
            jobs=(
                Job("complete-issues", 60.0, complete_issues),
                Job("recurring-invoices", 600.0, draft_recurring_invoices),
                Job("purge-names", 86_400.0, purge_names),
                Job("release-paid", 86_400.0, release_paid),
                Job("tell-overdue", 600.0, tell_overdue),
                Job("announce-cashed", 60.0, announce_cashed),
                Job("deposit-transmissions", 30.0, deposit_transmissions),
                Job("collect-statuses", 30.0, collect_statuses),
                Job("number-orders", 60.0, number_orders),
                Job("missing-entries", 60.0, post_missing_entries),
                Job("complete-validations", 60.0, complete_validations),
                Job("complete-closings", 60.0, complete_closings),
                Job("complete-merges", 60.0, complete_merges),
                Job("fec-imports", 2.0, complete_fec_imports),
                Job("statement-imports", 2.0, complete_statement_imports),
                Job("bank-settlements", 60.0, complete_settlements),
                Job("apply-letterings", 60.0, apply_all_letterings),
                Job("announce-entries", 60.0, announce_all),
                Job("contribute-periodically", 3600.0, contribute_periodically),
                Job("fold-balances", 2.0, fold_all),
                Job("watch-treasury", 600.0, watch_treasury),
                Job("expire-quotes", 600.0, expire_quotes),
                Job("verify-ledger", chosen.verify_seconds, verify_all),
                Job("close-due-tills", 600.0, close_due_tills),
                Job("verify-tills", chosen.verify_seconds, verify_tills),
                Job("complete-payments", 60.0, complete_payments),
            ),
            uploads=(
                Upload(fec_imports.UPLOAD_PATH, chosen.fec_import_bytes),
                Upload(purchase_files.UPLOAD_PATH, chosen.attachment_bytes),
                Upload(received_invoices.UPLOAD_PATH, chosen.received_invoice_bytes),
                Upload(bank_imports.UPLOAD_PATH, chosen.bank_statement_bytes),
                Upload(expense_lines.UPLOAD_PATH, chosen.attachment_bytes),
            ),
            description="The cooperative's books: documents, ledger, contribution, share-out, FEC.",
        )
    )
