"""Where documents are stored: what is sold, bought, spent, cashed and paid, and who with.

Beside ``accounting.collections``, which has the books and all of it together.
"""

from essaim.kit.aggregate import aggregate
from essaim.kit.attachments import attachment_collection

CUSTOMERS = aggregate(
    "customers",
    fields={
        "group_id": "text",
        "shared": "boolean",
        "name": "text",
        "name_key": "text",
        "siren": "text",
        "vat_number": "text",
        "identity": "text",
        "merge.into": "text",
        "documents_to_point": "boolean",
    },
    indexes=[
        ("group_id", "name"),
        ("shared", "name"),
        ("siren",),
        ("vat_number",),
        ("name_key",),
        ("documents_to_point",),
    ],
    sparse=[("merge.into",)],
    unique=[("identity",)],
)
SUPPLIERS = aggregate(
    "suppliers",
    fields={
        "legal_entity": "text",
        "group_id": "text",
        "shared": "boolean",
        "name": "text",
        "key": "text",
        "name_key": "text",
        "account": "text",
        "siren": "text",
        "vat_number": "text",
        "iban": "text",
        "identity": "text",
        "merge.into": "text",
    },
    indexes=[
        ("legal_entity", "name"),
        ("legal_entity", "name_key"),
        ("legal_entity", "key"),
        ("legal_entity", "account"),
        ("group_id", "name"),
        ("siren",),
        ("vat_number",),
        ("iban",),
    ],
    sparse=[("merge.into",)],
    unique=[("identity",)],
)
QUOTES = aggregate(
    "quotes",
    fields={
        "activity_id": "text",
        "group_id": "text",
        "customer_id": "text",
        "status": "text",
        "valid_until": "text",
        "link.digest": "text",
    },
    indexes=[("activity_id",), ("group_id",), ("customer_id",), ("status", "valid_until")],
    sparse=[("link.digest",)],
)
INVOICES = aggregate(
    "invoices",
    fields={
        "activity_id": "text",
        "group_id": "text",
        "status": "text",
        "siren": "text",
        "number": "text",
        "issued_on": "text",
        "customer_id": "text",
        "payments_to_post": "boolean",
        "overdue_told": "boolean",
        "order.due_on": "text",
    },
    indexes=[
        ("activity_id",),
        ("group_id",),
        ("customer_id",),
        ("status", "order.due_on"),
        ("siren", "issued_on"),
        ("payments_to_post",),
    ],
    unique=[("siren", "number")],
)
PURCHASES = aggregate(
    "purchases",
    fields={
        "activity_id": "text",
        "group_id": "text",
        "siren": "text",
        "supplier_id": "text",
        "supplier_key": "text",
        "supplier_reference": "text",
        "status": "text",
        "order_id": "text",
        "original_id": "text",
        "identity": "text",
        "received_key": "text",
        "received.sha256": "text",
        "payment_to_post": "boolean",
    },
    indexes=[("activity_id",), ("group_id",), ("siren", "status"), ("supplier_id",), ("payment_to_post",)],
    sparse=[("order_id",), ("original_id",), ("received.sha256",)],
    unique=[("identity",), ("received_key",)],
)
SUPPLIER_ORDERS = aggregate(
    "supplier_orders",
    fields={
        "activity_id": "text",
        "group_id": "text",
        "siren": "text",
        "supplier_id": "text",
        "status": "text",
        "number": "text",
        "to_number": "boolean",
    },
    indexes=[("activity_id",), ("group_id",), ("siren", "status"), ("supplier_id",)],
    sparse=[("to_number",)],
    unique=[("siren", "number")],
)
TILLS = aggregate(
    "tills",
    fields={"group_id": "text", "activity_id": "text", "siren": "text", "code": "text"},
    indexes=[("group_id",), ("activity_id",)],
    unique=[("siren", "code")],
)
TILL_RECORDS = aggregate(
    "till_records",
    fields={
        "till_id": "text",
        "sequence": "integer",
        "operation_id": "text",
        "kind": "text",
        "day": "text",
        "session": "integer",
        "refers_to": "text",
        "topic": "text",
        "to_post": "boolean",
    },
    indexes=[("till_id", "session", "sequence"), ("till_id", "day", "sequence")],
    sparse=[("topic", "sequence"), ("refers_to", "sequence"), ("to_post",)],
    unique=[("till_id", "sequence"), ("till_id", "operation_id")],
)
BANK_ACCOUNTS = aggregate(
    "bank_accounts",
    fields={"siren": "text", "iban": "text", "ledger_account": "text"},
    unique=[("iban",), ("siren", "ledger_account")],
)
BANK_IMPORTS = aggregate(
    "bank_imports",
    fields={"account_id": "text", "sha256": "text", "open": "boolean"},
    indexes=[("account_id",), ("open",)],
)
BANK_STATEMENTS = aggregate(
    "bank_statements",
    fields={"account_id": "text", "opening_on": "text", "closing_on": "text"},
    indexes=[("account_id", "closing_on"), ("account_id", "opening_on")],
)
BANK_MOVEMENTS = aggregate(
    "bank_movements",
    fields={
        "account_id": "text",
        "identity": "text",
        "status": "text",
        "booked_on": "text",
        "to_settle": "boolean",
    },
    indexes=[("account_id", "booked_on"), ("account_id", "status", "booked_on"), ("identity",)],
    sparse=[("to_settle",)],
)
BANK_POINTINGS = aggregate(
    "bank_pointings",
    fields={"account_id": "text", "siren": "text", "movement_id": "text", "posted_on": "text"},
    indexes=[("account_id", "posted_on"), ("siren", "posted_on"), ("movement_id",)],
)
INTERNAL_INVOICES = aggregate(
    "internal_invoices",
    fields={"seller_group_id": "text", "buyer_group_id": "text", "status": "text", "to_post": "boolean"},
    indexes=[("seller_group_id",), ("buyer_group_id",), ("to_post",)],
)
RECURRING_INVOICES = aggregate(
    "recurring_invoices",
    fields={"group_id": "text", "status": "text", "next_on": "text"},
    indexes=[("group_id",), ("status", "next_on")],
)
DUNNING_FILES = aggregate("dunning_files")
DUNNING_POLICIES = aggregate("dunning_policies")
TRANSMISSIONS = aggregate(
    "transmissions",
    fields={
        "group_id": "text",
        "siren": "text",
        "number": "text",
        "to_hand_over": "boolean",
        "cashed": "boolean",
    },
    indexes=[("group_id",), ("to_hand_over",), ("cashed",)],
    unique=[("siren", "number")],
)
NUMBERINGS = aggregate("numberings")
APPROVAL_RULES = aggregate("approval_rules")
EXPENSE_SHEETS = aggregate(
    "expense_sheets",
    fields={
        "activity_id": "text",
        "group_id": "text",
        "person_id": "text",
        "month": "text",
        "status": "text",
        "key": "text",
        "settlements_to_post": "boolean",
    },
    indexes=[("group_id", "status"), ("person_id",), ("status",), ("settlements_to_post",)],
    unique=[("key",)],
)
EXPENSE_POLICIES = aggregate("expense_policies", fields={"siren": "text"}, unique=[("siren",)])
KILOMETRE_SCALES = aggregate("kilometre_scales")
KILOMETRE_BOOKS = aggregate("kilometre_books")
BANK_DETAILS = aggregate("bank_details")
PAYMENT_ORDERS = aggregate(
    "payment_orders",
    fields={"siren": "text", "status": "text", "to_complete": "boolean"},
    indexes=[("siren", "status"), ("to_complete",)],
)
PAYMENT_RESERVATIONS = aggregate("payment_reservations")
REMITTANCES = aggregate(
    "remittances", fields={"siren": "text", "to_complete": "boolean"}, indexes=[("siren",), ("to_complete",)]
)
ATTACHMENTS = attachment_collection("attachments")
