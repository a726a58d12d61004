"""Where the status (SNEE) and #ICI are stored, beside ``enrolment.collections``, which has all of it together."""

from essaim.kit.aggregate import aggregate

SNEE_TERMS = aggregate("snee_terms")
"""By coordinator."""
SNEE_STATUSES = aggregate(
    "snee_statuses",
    fields={
        "person_id": "text",
        "programme_id": "text",
        "coordinator": "text",
        "carrier": "text",
        "school_year": "text",
        "status": "text",
        "ends_on": "text",
        "open_requests": "boolean",
        "attestation_code": "text",
    },
    indexes=[
        ("coordinator", "created_at"),
        ("person_id", "created_at"),
        ("status", "ends_on"),
        ("carrier", "created_at"),
    ],
    unique=[("attestation_code",)],
)
SNEE_TUTORINGS = aggregate(
    "snee_tutorings",
    fields={
        "status_id": "text",
        "person_id": "text",
        "coordinator": "text",
        "school_year": "text",
        "email": "text",
        "account": "text",
        "status": "text",
        "link_digest": "text",
    },
    indexes=[("status_id",), ("person_id",), ("account",), ("coordinator", "school_year"), ("email", "school_year")],
    unique=[("link_digest",)],
)
SNEE_REFERENTS = aggregate("snee_referents", fields={"coordinator": "text"}, indexes=[("coordinator", "created_at")])
SNEE_CONTACTS = aggregate(
    "snee_contacts",
    fields={"coordinator": "text", "person_id": "text", "email": "text", "status": "text", "referent_id": "text"},
    indexes=[("coordinator", "created_at"), ("person_id", "created_at"), ("email",)],
)
ICI_TERMS = aggregate("ici_terms", fields={"coordinator": "text"})
"""By programme."""
ICI_ENROLMENTS = aggregate(
    "ici_enrolments",
    fields={
        "person_id": "text",
        "programme_id": "text",
        "coordinator": "text",
        "carrier": "text",
        "status": "text",
        "jury_id": "text",
        "attestation_code": "text",
    },
    indexes=[
        ("coordinator", "created_at"),
        ("programme_id", "created_at"),
        ("person_id", "created_at"),
        ("carrier", "created_at"),
    ],
    unique=[("attestation_code",)],
)
ICI_REGROUPEMENTS = aggregate(
    "ici_regroupements",
    fields={"programme_id": "text", "coordinator": "text", "held_on": "text"},
    indexes=[("programme_id", "held_on")],
)
ICI_JURIES = aggregate(
    "ici_juries",
    fields={"programme_id": "text", "coordinator": "text", "held_on": "text", "status": "text"},
    indexes=[("programme_id", "held_on"), ("coordinator", "held_on"), ("status",)],
)
ICI_BUDGETS = aggregate("ici_budgets", fields={"coordinator": "text"})
"""By programme."""
ICI_FUNDING = aggregate(
    "ici_funding_requests",
    fields={
        "enrolment_id": "text",
        "person_id": "text",
        "programme_id": "text",
        "coordinator": "text",
        "status": "text",
    },
    indexes=[("coordinator", "created_at"), ("programme_id", "created_at"), ("person_id", "created_at")],
)

CURSUS = (
    SNEE_TERMS,
    SNEE_STATUSES,
    SNEE_TUTORINGS,
    SNEE_REFERENTS,
    SNEE_CONTACTS,
    ICI_TERMS,
    ICI_ENROLMENTS,
    ICI_REGROUPEMENTS,
    ICI_JURIES,
    ICI_BUDGETS,
    ICI_FUNDING,
)
