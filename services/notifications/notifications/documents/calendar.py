"""A plan as an iCalendar file (RFC 5545), for the calendars of those who receive it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta


def render_calendar(group_id: str, title: str, starts: Sequence[datetime], minutes: int, stamp: datetime) -> bytes:
    """One event per session; the same plan gives the same UIDs, so that sending it again adds nothing."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Essaim//notifications//FR", "METHOD:PUBLISH"]
    for number, start in enumerate(starts, start=1):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{group_id}-{number}@essaim",
            f"DTSTAMP:{_utc(stamp)}",
            f"DTSTART:{_utc(start)}",
            f"DTEND:{_utc(start + timedelta(minutes=minutes))}",
            f"SUMMARY:{_text(f'Séance {number} — {title}')}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return ("\r\n".join(_fold(line) for line in lines) + "\r\n").encode()


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
