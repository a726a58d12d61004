"""What this service stores. Only the fields named here can be searched and sorted by."""

from essaim.kit.aggregate import aggregate

CONTACTS = aggregate("contacts", fields={"guardian_of": "text"}, indexes=[("guardian_of",)])
GROUPS = aggregate("groups")
MAILBOXES = aggregate("mailboxes", fields={"partner": "text", "role": "text"}, indexes=[("partner", "role")])
MESSAGES = aggregate(
    "messages",
    fields={"status": "text", "template": "text", "person_id": "text", "waits_for": "text"},
    indexes=[("status", "created_at"), ("template", "created_at"), ("person_id", "created_at"), ("waits_for",)],
)

ALL = (CONTACTS, GROUPS, MAILBOXES, MESSAGES)
