"""What this deployment stores: one collection per kind of aggregate, with the fields that can be searched."""

from essaim.kit.aggregate import aggregate

PROGRAMMES = aggregate(
    "programmes",
    fields={"coordinator": "text", "carrier": "text"},
    indexes=[("coordinator", "created_at"), ("carrier", "created_at")],
)
PERSONS = aggregate("persons")
APPLICATIONS = aggregate(
    "applications",
    fields={"programme_id": "text", "person_id": "text", "coordinator": "text", "status": "text"},
    indexes=[("programme_id", "created_at"), ("coordinator", "created_at"), ("person_id",)],
    unique=[("programme_id", "person_id")],
)
GROUPS = aggregate(
    "groups",
    fields={"programme_id": "text", "code": "text", "coordinator": "text", "carrier": "text", "status": "text"},
    indexes=[("coordinator", "created_at"), ("carrier", "created_at")],
    unique=[("programme_id", "code")],
)
CONTRACTS = aggregate(
    "contracts",
    fields={"group_id": "text", "person_id": "text", "carrier": "text"},
    indexes=[("group_id", "created_at"), ("person_id", "carrier")],
    unique=[("group_id", "person_id")],
)
ALL = (PROGRAMMES, PERSONS, APPLICATIONS, GROUPS, CONTRACTS)
