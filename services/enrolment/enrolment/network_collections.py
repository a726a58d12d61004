"""Where companies, mentors and the needs of mentors are stored, beside ``enrolment.collections``, which has all of it."""

from essaim.kit.aggregate import aggregate

COMPANIES = aggregate(
    "companies",
    fields={
        "name": "text",
        "coordinator": "text",
        "siret": "text",
        "siren": "text",
        "sector": "text",
        "city": "text",
        "department": "text",
        "territory": "text",
        "retired": "boolean",
        "offer_visit": "boolean",
        "offer_internship": "boolean",
        "offer_mentor": "boolean",
        "offer_jury": "boolean",
        "offer_material": "boolean",
    },
    indexes=[("coordinator", "name")],
    unique=[("coordinator", "siret")],
)
"""By SIRET, or by a code of our own."""
MENTORS = aggregate(
    "mentors",
    fields={
        "coordinator": "text",
        "email": "text",
        "family_name": "text",
        "company_id": "text",
        "city": "text",
        "status": "text",
        "retired": "boolean",
        "busy": "boolean",
    },
    indexes=[("coordinator", "family_name"), ("email",), ("busy",)],
    unique=[("coordinator", "email")],
)
"""By the id that is the ``sub`` of their token."""
MENTOR_NEEDS = aggregate(
    "mentor_needs",
    fields={
        "coordinator": "text",
        "programme_id": "text",
        "subject_id": "text",
        "status": "text",
        "mentor_id": "text",
        "teacher_id": "text",
        "teacher_email": "text",
        "person_id": "text",
        "link_digest": "text",
        "reminder_digest": "text",
    },
    sparse=[("link_digest",), ("reminder_digest",)],
    indexes=[
        ("coordinator", "created_at"),
        ("programme_id", "status"),
        ("status", "created_at"),
        ("teacher_id", "created_at"),
        ("mentor_id", "created_at"),
        ("person_id",),
        ("teacher_email",),
    ],
)
"""By an id that follows from who looks for a mentor."""
NETWORK_SETTINGS = aggregate("network_settings")
"""By coordinator."""

NETWORK = (COMPANIES, MENTORS, MENTOR_NEEDS, NETWORK_SETTINGS)
