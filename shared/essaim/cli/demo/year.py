"""Chapter 3, the year: two coaching sessions with report and sealed attendance, and a workshop with six places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from essaim.cli.demo.group import Group
from essaim.cli.demo.people import COACH, Student
from essaim.cli.demo.world import PARIS, World, expect, paris

PLACE = "Salle 204, lycée (démonstration)"
PLACES = 6
SESSION_MINUTES = 120
WORKSHOP_STARTS, WORKSHOP_ENDS = paris(2026, 11, 19, 10), paris(2026, 11, 19, 11, 30)
WORKSHOP_MINUTES = 90
# Who misses a session, by place in the members' order: hours have to differ, so that sharing by hours means something.
ABSENT = ((3,), (0, 7))
REPORTS = (
    {
        "objectives": "Choisir la gamme de lancement et répartir les rôles.",
        "done": "Trois modèles retenus, calendrier de production, rôles attribués à chacun.",
        "difficulties": "Délai de livraison de la maille recyclée.",
        "evolutions": "Chercher un second fournisseur ; préparer le premier devis.",
    },
    {
        "objectives": "Calculer le prix de revient et préparer la vente.",
        "done": "Prix de revient calculé pour chaque modèle, devis type rédigé.",
        "difficulties": "Temps de remaillage sous-estimé.",
        "evolutions": "Chronométrer la production ; atelier sur les prix.",
    },
)


@dataclass(frozen=True)
class Year:
    """What the year leaves for the share-out: minutes present by person."""

    minutes: Mapping[str, int]


async def first_sessions(world: World, group: Group) -> Year:
    """Hold the first two planned sessions."""
    minutes = {student.person_id: 0 for student in group.members}
    coming = [one for one in group.sessions if _instant(one["starts_at"]) > paris(2026, 10, 1)]
    for number, (session, absent) in enumerate(zip(coming, ABSENT, strict=False), start=1):
        missing = [group.members[index] for index in absent]
        present = [student for student in group.members if student not in missing]
        await _confirm(world, session, number)
        await _attend(world, session["id"], f"session {number}", group, present, missing)
        await _report(world, session["id"], number)
        await _seal(world, session, f"session {number}", "coaching")
        for student in present:
            minutes[student.person_id] += SESSION_MINUTES
    return Year(minutes)


async def workshop(world: World, group: Group, year: Year) -> Year:
    """A workshop: six places, the seventh student is told that it is full."""
    coaching = world.api("coaching", COACH)
    with world.step(COACH, f"opens a workshop on prices with {PLACES} places", service="coaching"):
        await world.move_clock(paris(2026, 11, 9))
        opened = await coaching.post(
            "/v1/workshops",
            {
                "group_id": group.group_id,
                "topic_code": "PRICING",
                "title": "Fixer ses prix",
                "starts_at": WORKSHOP_STARTS.isoformat(),
                "ends_at": WORKSHOP_ENDS.isoformat(),
                "places": PLACES,
                "place": PLACE,
            },
        )
        workshop_id = str(opened["id"])
        await world.event("coaching.workshop_opened.v1", session_id=workshop_id, otherwise=_shown(world, workshop_id))
    registered, too_late = group.members[:PLACES], group.members[PLACES]
    with world.step(f"{PLACES} students", "register for it; the seventh finds it full", service="coaching"):
        path = f"/v1/workshops/{workshop_id}/registrations"
        for student in registered:
            await world.api("coaching", student.actor(group.group_id)).post(path)
        await world.api("coaching", too_late.actor(group.group_id)).refused(path, slug="workshop-full")
        for student in registered:
            await world.event(
                "coaching.place_confirmed.v1",
                session_id=workshop_id,
                person_id=student.person_id,
                otherwise=_shown(world, workshop_id),
            )
    session = await coaching.get(f"/v1/sessions/{workshop_id}")
    await world.move_clock(WORKSHOP_STARTS + timedelta(minutes=5))
    await _attend(world, workshop_id, "the workshop", group, registered, ())
    await _seal(world, session, "the workshop", "workshop")
    more = {student.person_id: WORKSHOP_MINUTES for student in registered}
    return Year({person: minutes + more.get(person, 0) for person, minutes in year.minutes.items()})


async def _confirm(world: World, session: Any, number: int) -> None:
    starts_at = _instant(session["starts_at"])
    with world.step(COACH, f"confirms session {number} on {starts_at:%d %B %Y}", service="coaching"):
        await world.move_clock(starts_at - timedelta(days=2))
        await world.api("coaching", COACH).post(f"/v1/sessions/{session['id']}/confirmation", {"place": PLACE})
        await world.move_clock(starts_at + timedelta(minutes=5))


async def _attend(
    world: World, session_id: str, what: str, group: Group, present: Sequence[Student], missing: Sequence[Student]
) -> None:
    """Everybody signs for themselves inside the window (ATT-01); the coach notes who is missing, and holds it."""
    session = await world.api("coaching", COACH).get(f"/v1/sessions/{session_id}")
    half_day = "AM" if _instant(session["starts_at"]).hour < 12 else "PM"
    with world.step(f"{len(present)} students", f"sign the attendance of {what}", service="coaching"):
        for student in present:
            coaching = world.api("coaching", student.actor(group.group_id))
            await coaching.post(f"/v1/sessions/{session_id}/signatures", {"half_day": half_day})
    await world.move_clock(_instant(session["ends_at"]))
    with world.step(COACH, f"holds {what}; {len(missing) or 'nobody'} excused", service="coaching"):
        coaching = world.api("coaching", COACH)
        for student in missing:
            absence = {"person_id": student.person_id, "reason": "medical"}
            await coaching.post(f"/v1/sessions/{session_id}/absences", absence)
        await coaching.post(f"/v1/sessions/{session_id}/holding")
        await world.event("coaching.session_held.v1", session_id=session_id, otherwise=_shown(world, session_id))


async def _report(world: World, session_id: str, number: int) -> None:
    with world.step(COACH, f"writes the report of session {number}", service="coaching"):
        await world.api("coaching", COACH).put(f"/v1/sessions/{session_id}/report", REPORTS[number - 1])
        await world.event("coaching.report_published.v1", session_id=session_id, otherwise=_shown(world, session_id))


async def _seal(world: World, session: Any, what: str, kind: str) -> None:
    coaching = world.api("coaching", COACH)
    with world.step(COACH, f"seals the attendance of {what}; the sheet is kept as PDF", service="coaching"):
        path = f"/v1/sessions/{session['id']}"
        await coaching.post(f"{path}/seal")
        await world.event(
            "coaching.attendance_sealed.v1", session_id=session["id"], otherwise=_shown(world, session["id"])
        )
        expect("its status", (await coaching.get(path))["status"], "SEALED")
        day = _instant(session["starts_at"]).date()
        world.output.write("attendance", f"{day}-{kind}.pdf", await coaching.download(f"{path}/attendance.pdf"))


def _shown(world: World, session_id: str) -> Any:
    return lambda: world.api("coaching", COACH).find(f"/v1/sessions/{session_id}")


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(PARIS)
