"""What the service stores: its declared collections, with the fields that are searched and the keys that are unique."""

from accounting.document_collections import (
    APPROVAL_RULES as APPROVAL_RULES,
    ATTACHMENTS as ATTACHMENTS,
    BANK_ACCOUNTS as BANK_ACCOUNTS,
    BANK_DETAILS as BANK_DETAILS,
    BANK_IMPORTS as BANK_IMPORTS,
    BANK_MOVEMENTS as BANK_MOVEMENTS,
    BANK_POINTINGS as BANK_POINTINGS,
    BANK_STATEMENTS as BANK_STATEMENTS,
    CUSTOMERS as CUSTOMERS,
    DUNNING_FILES as DUNNING_FILES,
    DUNNING_POLICIES as DUNNING_POLICIES,
    EXPENSE_POLICIES as EXPENSE_POLICIES,
    EXPENSE_SHEETS as EXPENSE_SHEETS,
    INTERNAL_INVOICES as INTERNAL_INVOICES,
    INVOICES as INVOICES,
    KILOMETRE_BOOKS as KILOMETRE_BOOKS,
    KILOMETRE_SCALES as KILOMETRE_SCALES,
    NUMBERINGS as NUMBERINGS,
    PAYMENT_ORDERS as PAYMENT_ORDERS,
    PAYMENT_RESERVATIONS as PAYMENT_RESERVATIONS,
    PURCHASES as PURCHASES,
    QUOTES as QUOTES,
    RECURRING_INVOICES as RECURRING_INVOICES,
    REMITTANCES as REMITTANCES,
    SUPPLIER_ORDERS as SUPPLIER_ORDERS,
    SUPPLIERS as SUPPLIERS,
    TILL_RECORDS as TILL_RECORDS,
    TILLS as TILLS,
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
PERSONS = aggregate("persons", fields={"kept_until": "text"}, sparse=[("kept_until",)])
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
ANSWERS = aggregate("privacy_answers")
"""Answers to accesses and erasures, by request, person and piece."""
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
    ANSWERS,
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
