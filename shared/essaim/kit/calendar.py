"""iCalendar files (RFC 5545), for the calendars of those who receive them. Business words stay with whoever calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class CalendarEvent:
    """One date. The same ``uid`` again replaces it in the reader's calendar, when ``sequence`` has grown."""

    uid: str
    summary: str
    starts_at: datetime
    minutes: int
    place: str = ""
    description: str = ""
    sequence: int = 0
    cancelled: bool = False


def calendar_file(events: Sequence[CalendarEvent], product: str, stamp: datetime) -> bytes:
    """The file; the same events and ``stamp`` give the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Essaim//{product}//FR", "METHOD:PUBLISH"]
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return ("\r\n".join(_fold(line) for line in lines) + "\r\n").encode()


def _event(event: CalendarEvent, stamp: datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_utc(stamp)}",
        f"DTSTART:{_utc(event.starts_at)}",
        f"DTEND:{_utc(event.starts_at + timedelta(minutes=event.minutes))}",
        f"SUMMARY:{_text(event.summary)}",
    ]
    if event.place:
        lines.append(f"LOCATION:{_text(event.place)}")
    if event.description:
        lines.append(f"DESCRIPTION:{_text(event.description)}")
    if event.sequence:
        lines.append(f"SEQUENCE:{event.sequence}")
    if event.cancelled:
        lines.append("STATUS:CANCELLED")
    return [*lines, "END:VEVENT"]


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"), ("\r", "")):
        value = value.replace(plain, escaped)
    return value


def _fold(line: str) -> str:
    """Lines of at most 75 octets, continued with a space; a character is never split."""
    parts, current, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > 74:
            parts.append(current)
            current, size = "", 0
        current += character
        size += width
    return "\r\n ".join([*parts, current])
