"""The one place where the accounting service is wired: settings, collections, routes, listeners, recovery jobs."""

from fastapi import FastAPI

from accounting.collections import ALL, COPIES
from accounting.deps import build_deps
from accounting.events import LISTENS
from accounting.http import (
    activities,
    advances,
    archives,
    chart,
    closings,
    contributions,
    customers,
    entity_management,
    entries,
    entry_drafts,
    fec_exports,
    fec_imports,
    forecasts,
    invoices,
    ledgers,
    legal_entities,
    legal_entity_list,
    letterings,
    liquidation,
    management,
    purchases,
    quotes,
    reports,
    shares,
    verification,
)
from accounting.settings import Settings
from accounting.usecases.contribution.contribute_periodically import contribute_periodically
from accounting.usecases.fec.complete_fec_imports import complete_fec_imports
from accounting.usecases.invoices.complete_issues import complete_issues
from accounting.usecases.ledger.announce_all import announce_all
from accounting.usecases.ledger.apply_all_letterings import apply_all_letterings
from accounting.usecases.ledger.complete_validations import complete_validations
from accounting.usecases.ledger.fold_all import fold_all
from accounting.usecases.ledger.post_missing_entries import post_missing_entries
from accounting.usecases.ledger.verify_all import verify_all
from accounting.usecases.management.watch_treasury import watch_treasury
from accounting.usecases.periods.complete_closings import complete_closings
from essaim.kit.http.limits import Upload
from essaim.kit.service import Job, Service, create_service

ROUTERS = (
    legal_entities.router,
    legal_entity_list.router,
    activities.router,
    advances.router,
    customers.router,
    quotes.router,
    invoices.router,
    purchases.router,
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
    management.router,
    entity_management.router,
    forecasts.router,
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
                Job("missing-entries", 60.0, post_missing_entries),
                Job("complete-validations", 60.0, complete_validations),
                Job("complete-closings", 60.0, complete_closings),
                Job("fec-imports", 2.0, complete_fec_imports),
                Job("apply-letterings", 60.0, apply_all_letterings),
                Job("announce-entries", 60.0, announce_all),
                Job("contribute-periodically", 3600.0, contribute_periodically),
                Job("fold-balances", 2.0, fold_all),
                Job("watch-treasury", 600.0, watch_treasury),
                Job("verify-ledger", chosen.verify_seconds, verify_all),
            ),
            uploads=(Upload(fec_imports.UPLOAD_PATH, chosen.fec_import_bytes),),
            description="The cooperative's books: documents, ledger, contribution, share-out, FEC.",
        )
    )
