"""Where the mini-entreprises are stored, beside ``enrolment.collections``, which has all of it together."""

from essaim.kit.aggregate import aggregate

MINI_ENTERPRISES = aggregate(
    "mini_enterprises",
    fields={
        "programme_id": "text",
        "coordinator": "text",
        "carrier": "text",
        "school_year": "text",
        "format": "text",
        "status": "text",
        "mentor_id": "text",
    },
    indexes=[("coordinator", "created_at"), ("carrier", "created_at"), ("programme_id", "created_at")],
    sparse=[("mentor_id",)],
)
MINI_MEMBERS = aggregate(
    "mini_members",
    fields={"enterprise_id": "text", "person_id": "text", "programme_id": "text", "coordinator": "text"},
    indexes=[("enterprise_id", "created_at"), ("person_id",)],
)
"""By dossier: one dossier is in one team at a time."""

MINI_BOOKS = aggregate("mini_books")
"""By group: what accounting said of its books. Ids and days only."""

MINI = (MINI_ENTERPRISES, MINI_MEMBERS, MINI_BOOKS)
