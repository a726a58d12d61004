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
ENTRIES = aggregate(
    "entries",
    fields={
        "siren": "text",
        "fiscal_year": "integer",
        "journal": "text",
        "number": "integer",
        "source_key": "text",
        "activity_id": "text",
    },
    indexes=[("siren", "fiscal_year", "journal", "number"), ("activity_id",)],
    unique=[("source_key",)],
)
GROUPS = aggregate("groups")
PERSONS = aggregate("persons")
SHARES = aggregate(
    "shares",
    fields={"group_id": "text", "entry_to_post": "boolean"},
    indexes=[("entry_to_post",)],
    unique=[("group_id",)],
)
CLOSING_CHECKS = aggregate("closing_checks")
FEC_EXPORTS = aggregate("fec_exports", fields={"siren": "text"}, indexes=[("siren",)])
NUMBERS = sequence_collection("numbers")

ALL = (
    LEGAL_ENTITIES,
    CUSTOMERS,
    ACTIVITIES,
    QUOTES,
    INVOICES,
    PURCHASES,
    ENTRIES,
    GROUPS,
    PERSONS,
    SHARES,
    CLOSING_CHECKS,
    FEC_EXPORTS,
    NUMBERS,
)
COPIES = Copies(of=(Copy(GROUPS, keep=("name", "activity_label")),), asks=CopiesRequested)
"""What can be made anew from the log. Names are told again by enrolment, when it is asked."""
