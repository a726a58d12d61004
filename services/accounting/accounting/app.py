"""The one place where the accounting service is wired: settings, collections, routes, listeners, recovery jobs."""

from fastapi import FastAPI

from accounting.collections import ALL, COPIES
from accounting.deps import build_deps
from accounting.events import LISTENS
from accounting.http import (
    activities,
    customers,
    entries,
    fec_exports,
    invoices,
    legal_entities,
    purchases,
    quotes,
    shares,
)
from accounting.settings import Settings
from accounting.usecases.complete_issues import complete_issues
from accounting.usecases.post_missing_entries import post_missing_entries
from essaim.kit.service import Job, Service, create_service

ROUTERS = (
    legal_entities.router,
    activities.router,
    customers.router,
    quotes.router,
    invoices.router,
    purchases.router,
    entries.router,
    shares.router,
    fec_exports.router,
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
            jobs=(Job("complete-issues", 60.0, complete_issues), Job("missing-entries", 60.0, post_missing_entries)),
            description="The cooperative's books: documents, ledger, contribution, share-out, FEC.",
        )
    )
