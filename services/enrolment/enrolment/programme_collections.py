"""Where reference data and the screening of activities are stored.

Beside ``enrolment.collections``, which has all of it together.
"""

from essaim.kit.aggregate import aggregate

ESTABLISHMENTS = aggregate(
    "establishments",
    fields={
        "name": "text",
        "kind": "text",
        "city": "text",
        "uai": "text",
        "department": "text",
        "territory": "text",
        "academy": "text",
        "retired": "boolean",
    },
    indexes=[("name",), ("department", "name"), ("territory", "name")],
    unique=[("uai",)],
)
"""By UAI, or by a code of our own."""
FORMATIONS = aggregate(
    "formations",
    fields={"label": "text", "diploma": "text", "level": "integer", "retired": "boolean"},
    indexes=[("label",)],
)
"""By code."""
CARRIERS = aggregate(
    "carriers",
    fields={"partner": "text", "scheme": "text", "confirmed": "boolean", "retired": "boolean"},
    indexes=[("partner", "scheme")],
)
"""By code."""
PARTNERS = aggregate("partners", fields={"label": "text", "kind": "text", "retired": "boolean"}, indexes=[("label",)])
"""By the partner's id."""
SCREENING_ENTRIES = aggregate("screening_entries", fields={"partner": "text"}, indexes=[("partner",)])
"""What carriers added to the lists of activities, and what they closed of those that the package brings."""
SCREENING_THRESHOLDS = aggregate("screening_thresholds")
"""By carrier."""
SCREENINGS = aggregate(
    "screenings",
    fields={"application_id": "text", "group_id": "text", "person_id": "text"},
    indexes=[("person_id",)],
)
"""By an id that follows from the application or the group."""

REFERENCE = (ESTABLISHMENTS, FORMATIONS, CARRIERS, PARTNERS)
SCREENING = (SCREENING_ENTRIES, SCREENING_THRESHOLDS, SCREENINGS)
