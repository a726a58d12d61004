"""Committees as dates of a calendar."""

from collections.abc import Sequence
from datetime import datetime

from enrolment.documents.committees.words import SCHEMES
from enrolment.domain.committees.committee import Committee, Status
from essaim.kit.aggregate import Stored
from essaim.kit.calendar import CalendarEvent, calendar_file
from essaim.kit.french import french_date

MINUTES = 120
MEDIA_TYPE = "text/calendar; charset=utf-8"


def committee_calendar(committees: Sequence[Stored[Committee]], stamp: datetime) -> bytes:
    """One event each; a committee that is moved or cancelled replaces itself in the reader's calendar."""
    return calendar_file([_event(one) for one in committees], "enrolment", stamp)


def _event(stored: Stored[Committee]) -> CalendarEvent:
    state = stored.state
    scheme = SCHEMES.get(state.scheme, state.scheme)
    last = f"Dossiers déposés jusqu’au {french_date(state.last_application_on)}. {state.message}".strip()
    return CalendarEvent(
        uid=f"committee-{stored.id}@essaim",
        summary=f"Comité — {scheme}",
        starts_at=state.held_at,
        minutes=MINUTES,
        place=state.place,
        description=last,
        sequence=stored.version,
        cancelled=state.status is Status.CANCELLED,
    )
