"""What this service stores. Only the fields named here can be searched and sorted by."""

from essaim.contracts.notifications import CopiesRequested
from essaim.kit.aggregate import aggregate
from essaim.kit.replay.copies import Copies, Copy

CONTACTS = aggregate("contacts", fields={"guardian_of": "text"}, indexes=[("guardian_of",)])
GROUPS = aggregate("groups")
MAILBOXES = aggregate("mailboxes", fields={"partner": "text", "role": "text"}, indexes=[("partner", "role")])
MESSAGES = aggregate(
    "messages",
    fields={"status": "text", "template": "text", "person_id": "text", "recipient": "text", "waits_for": "text"},
    indexes=[
        ("status", "created_at"),
        ("template", "created_at"),
        ("person_id", "created_at"),
        ("recipient",),
        ("waits_for",),
    ],
)
FAREWELLS = aggregate("farewells", fields={"done": "boolean"}, indexes=[("done",)])
"""The last mails to those who are erased, by request and person."""
ANSWERS = aggregate("privacy_answers")
"""Answers to accesses, by request, person and piece."""

ALL = (CONTACTS, GROUPS, MAILBOXES, MESSAGES, FAREWELLS, ANSWERS)
COPIES = Copies(of=(Copy(GROUPS, keep=("name", "activity_label")),), asks=CopiesRequested)
"""What can be made anew from the log. Names and addresses are told again by enrolment, when it is asked."""
