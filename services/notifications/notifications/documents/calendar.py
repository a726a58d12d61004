"""A plan of sessions as an iCalendar file."""

from collections.abc import Sequence
from datetime import datetime

from essaim.kit.calendar import CalendarEvent, calendar_file


def render_calendar(group_id: str, title: str, starts: Sequence[datetime], minutes: int, stamp: datetime) -> bytes:
    """One event per session; the same plan gives the same UIDs, so that sending it again adds nothing."""
    events = [
        CalendarEvent(f"{group_id}-{number}@essaim", f"Séance {number} — {title}", start, minutes)
        for number, start in enumerate(starts, start=1)
    ]
    return calendar_file(events, "notifications", stamp)
