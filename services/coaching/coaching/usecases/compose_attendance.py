"""Put together what is printed on an attendance sheet: the session's marks, with names where they are known."""

from coaching.deps import Deps
from coaching.domain.attendance import AttendanceRow, AttendanceSheet
from coaching.domain.group import Group
from coaching.domain.session import Mark, Session, expected_attendees
from essaim.kit.errors import NotFoundError

TITLE = "Séance de coaching de groupe"


async def compose_attendance(session_id: str, deps: Deps, *, with_report: bool) -> AttendanceSheet:
    """The sheet of a session as it stands. Without the report for those who may not read the coach's notes."""
    session = (await deps.sessions.get(session_id)).state
    group = (await deps.groups.get(session.group_id)).state
    names = deps.settings.organisation_names
    trainer = session.trainer_id or ""
    return AttendanceSheet(
        session_id=session_id,
        group_code=session.group_code,
        kind=session.kind.value,
        title=session.workshop.title if session.workshop else TITLE,
        place=session.place,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        trainer_name=deps.settings.trainer_names.get(trainer, trainer),
        trainer_signed_at=session.trainer_signed_at,
        organisations=tuple(names.get(one, one) for one in dict.fromkeys((session.partner, session.coordinator))),
        rows=await _rows(session, group, deps),
        report=session.report if with_report else None,
        seal=session.seal.sha256 if session.seal else None,
        sealed_at=session.seal.sealed_at if session.seal else None,
    )


async def _rows(session: Session, group: Group, deps: Deps) -> tuple[AttendanceRow, ...]:
    marks = {(mark.person_id, mark.half_day): mark for mark in session.marks}
    rows = []
    for person_id in expected_attendees(session, group.person_ids):
        label = await _label(person_id, group, deps)
        for half_day in session.half_days:
            mark = marks.get((person_id, half_day), Mark(person_id, half_day))
            rows.append(
                AttendanceRow(
                    person_id=person_id,
                    label=label,
                    half_day=half_day.value,
                    signed_at=mark.signed_at,
                    absence_reason=mark.absence.value if mark.absence else None,
                )
            )
    return tuple(rows)


async def _label(person_id: str, group: Group, deps: Deps) -> str:
    try:
        person = (await deps.people.get(person_id)).state
    except NotFoundError:
        person = None
    if person is None or person.erased:
        number = next((one.number for one in group.members if one.person_id == person_id), 0)
        return f"Membre n°\u00a0{number}" if number else f"Personne {person_id}"
    return person.display_name
