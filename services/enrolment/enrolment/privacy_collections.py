"""Where the rights of persons are stored: requests, the pieces of their answers, holds, and what the retention rules did.

Beside ``enrolment.collections``, which has all of it together.
"""

from essaim.kit.aggregate import aggregate

ERASURES = aggregate(
    "erasure_requests",
    fields={"person_id": "text", "coordinator": "text", "status": "text", "due_on": "text"},
    indexes=[("coordinator", "due_on"), ("status", "due_on"), ("person_id", "due_on")],
)
ACCESSES = aggregate(
    "access_requests",
    fields={"person_id": "text", "coordinator": "text", "status": "text", "asked_on": "text"},
    indexes=[("coordinator", "created_at"), ("person_id", "created_at")],
)
ACCESS_PIECES = aggregate(
    "access_pieces",
    fields={"request_id": "text", "person_id": "text", "deployment": "text", "part": "integer"},
    indexes=[("request_id", "deployment", "part"), ("person_id",), ("created_at",)],
)
ERASED_ADDRESSES = aggregate("erased_addresses", fields={"person_id": "text"}, indexes=[("person_id",)])
"""By a digest of coordinator and address."""
LEGAL_HOLDS = aggregate(
    "legal_holds",
    fields={"person_id": "text", "coordinator": "text"},
    indexes=[("coordinator", "created_at"), ("person_id",)],
)
"""By person."""
LOOSE_FILES = aggregate("loose_files", fields={"waits": "boolean"}, indexes=[("waits",)])
"""By the hash of a file that was taken off a document."""
OUTSIDER_ERASURES = aggregate(
    "outsider_erasures", fields={"coordinator": "text"}, indexes=[("coordinator", "created_at")]
)
"""The log of those who are no persons of the programmes."""
RETENTION_RULES = aggregate("retention_rules")
"""By class."""
RETENTION_RUNS = aggregate("retention_runs", fields={"name": "text"}, indexes=[("created_at",), ("name", "created_at")])

PRIVACY = (
    ERASURES,
    ACCESSES,
    ACCESS_PIECES,
    ERASED_ADDRESSES,
    LEGAL_HOLDS,
    LOOSE_FILES,
    OUTSIDER_ERASURES,
    RETENTION_RULES,
    RETENTION_RUNS,
)
