"""What the service stores: its declared collections, with the fields that are searched and the keys that are unique."""

from accounting.document_collections import (
    APPROVAL_RULES as APPROVAL_RULES,
)
from accounting.document_collections import (
    ATTACHMENTS as ATTACHMENTS,
)
from accounting.document_collections import (
    BANK_ACCOUNTS as BANK_ACCOUNTS,
)
from accounting.document_collections import (
    BANK_DETAILS as BANK_DETAILS,
)
from accounting.document_collections import (
    BANK_IMPORTS as BANK_IMPORTS,
)
from accounting.document_collections import (
    BANK_MOVEMENTS as BANK_MOVEMENTS,
)
from accounting.document_collections import (
    BANK_POINTINGS as BANK_POINTINGS,
)
from accounting.document_collections import (
    BANK_STATEMENTS as BANK_STATEMENTS,
)
from accounting.document_collections import (
    CUSTOMERS as CUSTOMERS,
)
from accounting.document_collections import (
    DUNNING_FILES as DUNNING_FILES,
)
from accounting.document_collections import (
    DUNNING_POLICIES as DUNNING_POLICIES,
)
from accounting.document_collections import (
    EXPENSE_POLICIES as EXPENSE_POLICIES,
)
from accounting.document_collections import (
    EXPENSE_SHEETS as EXPENSE_SHEETS,
)
from accounting.document_collections import (
    INTERNAL_INVOICES as INTERNAL_INVOICES,
)
from accounting.document_collections import (
    INVOICES as INVOICES,
)
from accounting.document_collections import (
    KILOMETRE_BOOKS as KILOMETRE_BOOKS,
)
from accounting.document_collections import (
    KILOMETRE_SCALES as KILOMETRE_SCALES,
)
from accounting.document_collections import (
    NUMBERINGS as NUMBERINGS,
)
from accounting.document_collections import (
    PAYMENT_ORDERS as PAYMENT_ORDERS,
)
from accounting.document_collections import (
    PAYMENT_RESERVATIONS as PAYMENT_RESERVATIONS,
)
from accounting.document_collections import (
    PURCHASES as PURCHASES,
)
from accounting.document_collections import (
    QUOTES as QUOTES,
)
from accounting.document_collections import (
    RECURRING_INVOICES as RECURRING_INVOICES,
)
from accounting.document_collections import (
    REMITTANCES as REMITTANCES,
)
from accounting.document_collections import (
    SUPPLIER_ORDERS as SUPPLIER_ORDERS,
)
from accounting.document_collections import (
    SUPPLIERS as SUPPLIERS,
)
from accounting.document_collections import (
    TILL_RECORDS as TILL_RECORDS,
)
from accounting.document_collections import (
    TILLS as TILLS,
)
from accounting.document_collections import (
    TRANSMISSIONS as TRANSMISSIONS,
)
from essaim.contracts.accounting import CopiesRequested
from essaim.kit.aggregate import aggregate
from essaim.kit.replay.copies import Copies, Copy
from essaim.kit.sequence import sequence_collection

LEGAL_ENTITIES = aggregate("legal_entities")
ACTIVITIES = aggregate(
    "activities",
    fields={"group_id": "text", "coordinator": "text", "analytic_code": "text", "siren": "text"},
    indexes=[("coordinator",)],
    unique=[("group_id",), ("siren", "analytic_code")],
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
    SUPPLIERS,
    ACTIVITIES,
    QUOTES,
    INVOICES,
    PURCHASES,
    SUPPLIER_ORDERS,
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
    TILLS,
    TILL_RECORDS,
    FORECASTS,
    BANK_ACCOUNTS,
    BANK_IMPORTS,
    BANK_STATEMENTS,
    BANK_MOVEMENTS,
    BANK_POINTINGS,
    INTERNAL_INVOICES,
    RECURRING_INVOICES,
    DUNNING_FILES,
    DUNNING_POLICIES,
    TRANSMISSIONS,
    NUMBERINGS,
    APPROVAL_RULES,
    EXPENSE_SHEETS,
    EXPENSE_POLICIES,
    KILOMETRE_SCALES,
    KILOMETRE_BOOKS,
    BANK_DETAILS,
    PAYMENT_ORDERS,
    PAYMENT_RESERVATIONS,
    REMITTANCES,
    ATTACHMENTS,
    NUMBERS,
)
COPIES = Copies(of=(Copy(GROUPS, keep=("name", "activity_label")),), asks=CopiesRequested)
"""What can be made anew from the log. Names are told again by enrolment, when it is asked."""
