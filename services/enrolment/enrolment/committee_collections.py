"""Where committees, letterheads, places and reminders are stored. Beside ``enrolment.collections``, which has all together."""

from essaim.kit.aggregate import aggregate

COMMITTEE_MEETINGS = aggregate(
    "committees",
    fields={
        "partner": "text",
        "decider": "text",
        "scheme": "text",
        "status": "text",
        "held_at": "text",
        "last_application_on": "text",
        "unfinished": "boolean",
        "letters_due": "boolean",
    },
    indexes=[
        ("partner", "held_at"),
        ("partner", "decider", "last_application_on"),
        ("status", "held_at"),
        ("unfinished",),
        ("letters_due", "partner"),
    ],
)
LETTERHEADS = aggregate("letterheads", fields={"partner": "text"})
"""By partner."""
PLACE_BOOKS = aggregate("place_books", fields={"has_offers": "boolean"}, indexes=[("has_offers",)])
"""By programme."""
REMINDERS = aggregate(
    "reminders", fields={"subject_id": "text", "due_on": "text"}, indexes=[("due_on",), ("subject_id",)]
)
"""By subject, deadline and step: what is there was told."""
COMMITTEES = (COMMITTEE_MEETINGS, LETTERHEADS, PLACE_BOOKS, REMINDERS)
