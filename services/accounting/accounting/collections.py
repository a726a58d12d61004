"""What the service stores: its declared collections, with the fields that are searched and the keys that are unique."""

from essaim.contracts.accounting import CopiesRequested
from essaim.kit.aggregate import aggregate
from essaim.kit.replay.copies import Copies, Copy
from essaim.kit.sequence import sequence_collection

LEGAL_ENTITIES = aggregate("legal_entities")
CUSTOMERS = aggregate("customers", fields={"group_id": "text", "name": "text"}, indexes=[("group_id", "name")])
ACTIVITIES = aggregate(
    "activities",
    fields={"group_id": "text", "coordinator": "text", "analytic_code": "text", "siren": "text"},
    indexes=[("coordinator",)],
    unique=[("group_id",), ("siren", "analytic_code")],
)
QUOTES = aggregate(
    "quotes", fields={"activity_id": "text", "group_id": "text"}, indexes=[("activity_id",), ("group_id",)]
)
INVOICES = aggregate(
    "invoices",
    fields={
        "activity_id": "text",
        "group_id": "text",
        "status": "text",
        "siren": "text",
        "number": "text",
        "payments_to_post": "boolean",
    },
    indexes=[("activity_id",), ("group_id",), ("status",), ("payments_to_post",)],
    unique=[("siren", "number")],
)
PURCHASES = aggregate(
    "purchases",
    fields={
        "activity_id": "text",
        "group_id": "text",
        "siren": "text",
        "supplier_key": "text",
        "supplier_reference": "text",
        "payment_to_post": "boolean",
    },
    indexes=[("activity_id",), ("group_id",), ("payment_to_post",)],
    unique=[("siren", "supplier_key", "supplier_reference")],
)
LEDGER = aggregate(
    "ledger",
    fields={
        "siren": "text",
        "sequence": "integer",
        "entry.fiscal_year": "integer",
        "entry.journal": "text",
        "entry.number": "integer",
        "entry.source_key": "text",
        "entry.activity_id": "text",
        "entry.posted_on": "text",
        "topic": "text",
        "to_apply": "boolean",
    },
    indexes=[
        ("siren", "entry.fiscal_year", "sequence"),
        ("siren", "entry.posted_on"),
        ("entry.activity_id", "entry.posted_on"),
    ],
    sparse=[("topic", "sequence"), ("to_apply",)],
    unique=[
        ("siren", "sequence"),
        ("siren", "entry.fiscal_year", "entry.journal", "entry.number"),
        ("entry.source_key",),
    ],
)
MONTHS = aggregate("month_balances", fields={"siren": "text", "month": "text"}, indexes=[("siren", "month")])
BOOKS = aggregate("books", fields={"siren": "text"}, unique=[("siren",)])
ACCOUNTS = aggregate("accounts", fields={"siren": "text", "account": "text"}, unique=[("siren", "account")])
ENTRY_DRAFTS = aggregate(
    "entry_drafts", fields={"siren": "text", "status": "text"}, indexes=[("siren", "status"), ("status",)]
)
CONTRIBUTION_SCHEDULES = aggregate("contribution_schedules")
GROUPS = aggregate("groups")
PERSONS = aggregate("persons")
SHARES = aggregate(
    "shares",
    fields={"group_id": "text", "entry_to_post": "boolean", "payments_to_post": "boolean"},
    indexes=[("entry_to_post",), ("payments_to_post",)],
    unique=[("group_id",)],
)
ADVANCE_BOOKS = aggregate(
    "advance_books", fields={"group_id": "text", "to_post": "boolean"}, indexes=[("to_post",)], unique=[("group_id",)]
)
CLOSING_CHECKS = aggregate("closing_checks")
FEC_EXPORTS = aggregate("fec_exports", fields={"siren": "text"}, indexes=[("siren",)])
FEC_IMPORTS = aggregate(
    "fec_imports",
    fields={"siren": "text", "mode": "text", "year": "integer", "open": "boolean"},
    indexes=[("open",)],
    unique=[("siren", "mode", "year")],
)
ARCHIVES = aggregate("archives", fields={"siren": "text", "year": "integer"}, unique=[("siren", "year")])
FILE_PIECES = aggregate("file_pieces", fields={"file_id": "text"}, indexes=[("file_id",)])
FORECASTS = aggregate("forecasts", fields={"siren": "text", "year": "integer"}, indexes=[("siren", "year")])
TREASURY_WATCHES = aggregate("treasury_watches")
NUMBERS = sequence_collection("numbers")

ALL = (
    LEGAL_ENTITIES,
    CUSTOMERS,
    ACTIVITIES,
    QUOTES,
    INVOICES,
    PURCHASES,
    LEDGER,
    MONTHS,
    BOOKS,
    ACCOUNTS,
    ENTRY_DRAFTS,
    CONTRIBUTION_SCHEDULES,
    GROUPS,
    PERSONS,
    SHARES,
    ADVANCE_BOOKS,
    CLOSING_CHECKS,
    FEC_EXPORTS,
    FEC_IMPORTS,
    ARCHIVES,
    FILE_PIECES,
    TREASURY_WATCHES,
    FORECASTS,
    NUMBERS,
)
COPIES = Copies(of=(Copy(GROUPS, keep=("name", "activity_label")),), asks=CopiesRequested)
"""What can be made anew from the log. Names are told again by enrolment, when it is asked."""
