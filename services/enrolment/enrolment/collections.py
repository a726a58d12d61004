"""What this deployment stores: one collection per kind of aggregate, with the fields that can be searched."""

from enrolment.committee_collections import COMMITTEES
from enrolment.cursus_collections import CURSUS
from enrolment.mini_collections import MINI
from enrolment.network_collections import NETWORK
from enrolment.privacy_collections import PRIVACY
from enrolment.programme_collections import REFERENCE, SCREENING
from essaim.kit.aggregate import aggregate
from essaim.kit.attachments import attachment_collection

PROGRAMMES = aggregate(
    "programmes",
    fields={
        "coordinator": "text",
        "carrier": "text",
        "scheme": "text",
        "school_year": "text",
        "establishment": "text",
        "formation": "text",
        "establishment_id": "text",
        "formation_id": "text",
    },
    indexes=[("coordinator", "created_at"), ("carrier", "created_at")],
)
PERSONS = aggregate(
    "persons",
    fields={
        "kind": "text",
        "email": "text",
        "ine": "text",
        "name_key": "text",
        "sort_name": "text",
        "birth_date": "text",
        "coordinator": "text",
        "guardian_of": "text",
        "merge_open": "boolean",
    },
    indexes=[
        # With the kind and the order in it: an engine would else go through everybody of that kind in their order.
        ("email", "kind", "created_at"),
        ("ine",),
        ("name_key", "kind"),
        ("sort_name",),
        ("guardian_of",),
        ("merge_open",),
        ("kind", "created_at"),
    ],
)
CONSENTS = aggregate(
    "consents",
    fields={"person_id": "text", "kind": "text", "status": "text", "text_version": "text", "expires_on": "text"},
    indexes=[("person_id", "kind"), ("status", "expires_on")],
)
CONSENT_TEXTS = aggregate(
    "consent_texts", fields={"kind": "text", "version": "text", "valid_from": "text"}, indexes=[("kind", "valid_from")]
)
CONSENT_LINKS = aggregate(
    "consent_links",
    fields={"consent_id": "text", "guardian_id": "text", "digest": "text"},
    indexes=[("consent_id",), ("guardian_id",)],
    unique=[("digest",)],
)
DUPLICATES = aggregate(
    "duplicates",
    fields={"first_id": "text", "second_id": "text", "status": "text"},
    indexes=[("status", "created_at"), ("first_id",), ("second_id",)],
)
ROSTER_IMPORTS = aggregate(
    "roster_imports",
    fields={"programme_id": "text", "coordinator": "text", "status": "text"},
    indexes=[("coordinator", "created_at"), ("status",)],
)
ROSTER_PARTS = aggregate(
    "roster_parts",
    fields={"import_id": "text", "place": "integer", "done": "boolean"},
    indexes=[("import_id", "place")],
)
APPLICATIONS = aggregate(
    "applications",
    fields={
        "programme_id": "text",
        "person_id": "text",
        "coordinator": "text",
        "status": "text",
        "submitted_on": "text",
        "waiting_rank": "integer",
        "scheme": "text",
        "school_year": "text",
        "sent_at": "text",
        "team_id": "text",
        "transfer_to": "text",
        "year_key": "text",
    },
    indexes=[
        ("programme_id", "created_at"),
        ("programme_id", "sent_at"),
        ("coordinator", "created_at"),
        ("coordinator", "sent_at"),
        ("coordinator", "status", "created_at"),
        ("coordinator", "scheme", "school_year", "created_at"),
        ("person_id", "created_at"),
        ("programme_id", "status", "waiting_rank"),
        ("status", "created_at"),
    ],
    unique=[("programme_id", "person_id"), ("year_key",)],
    sparse=[("team_id",), ("transfer_to", "created_at")],
)
HANDOVERS = aggregate("handovers")
"""Answers to dossiers that other deployments handed over."""
INVITATIONS = aggregate(
    "invitations",
    fields={"team_id": "text", "invited_by": "text", "email": "text", "digest": "text"},
    indexes=[("team_id", "invited_by"), ("email",)],
    sparse=[("digest",)],
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
    indexes=[("group_id", "created_at"), ("person_id", "carrier"), ("created_at",)],
    unique=[("group_id", "person_id")],
)
REVIEWS = aggregate(
    "reviews",
    fields={
        "application_id": "text",
        "person_id": "text",
        "programme_id": "text",
        "scheme": "text",
        "partner": "text",
        "role": "text",
        "decider": "text",
        "status": "text",
        "due_on": "text",
        "by_committee": "boolean",
        "committee_id": "text",
    },
    indexes=[
        ("partner", "created_at"),
        ("partner", "status", "due_on"),
        ("application_id",),
        ("person_id",),
        ("committee_id",),
    ],
)
ATTACHMENTS = attachment_collection("attachments")
ALL = (
    ATTACHMENTS,
    PROGRAMMES,
    PERSONS,
    CONSENTS,
    CONSENT_TEXTS,
    CONSENT_LINKS,
    DUPLICATES,
    ROSTER_IMPORTS,
    ROSTER_PARTS,
    APPLICATIONS,
    HANDOVERS,
    INVITATIONS,
    REVIEWS,
    GROUPS,
    CONTRACTS,
    *COMMITTEES,
    *CURSUS,
    *MINI,
    *NETWORK,
    *REFERENCE,
    *SCREENING,
    *PRIVACY,
)
