"""What this service stores. Only the fields named here can be searched and sorted by."""

from essaim.contracts.coaching import CopiesRequested
from essaim.kit.aggregate import aggregate
from essaim.kit.replay.copies import Copies, Copy

GROUPS = aggregate("groups")
"""Copies of groups, by the group's id."""
PEOPLE = aggregate("people")
"""The names of students, by person id, for the attendance sheet only."""
PLANS = aggregate("plans", fields={"group_id": "text"}, unique=[("group_id",)])
SESSIONS = aggregate(
    "sessions",
    fields={"group_id": "text", "status": "text", "partner": "text", "coordinator": "text", "starts_at": "text"},
    indexes=[("group_id", "starts_at"), ("partner", "starts_at"), ("coordinator", "starts_at")],
)
TRAINER_DAYS = aggregate("trainer_days")
"""Bookings by trainer and day."""
RESOLUTIONS = aggregate("resolutions", fields={"group_id": "text"}, indexes=[("group_id",)])
CLOSINGS = aggregate("closings")
"""Answers to closing requests, by the closing's id."""
ANSWERS = aggregate("privacy_answers")
"""Answers to accesses and erasures, by request, person and piece."""

ALL = (GROUPS, PEOPLE, PLANS, SESSIONS, TRAINER_DAYS, RESOLUTIONS, CLOSINGS, ANSWERS)
COPIES = Copies(of=(Copy(GROUPS),), asks=CopiesRequested)
"""What can be made anew from the log. Names are told again by enrolment, when it is asked."""
