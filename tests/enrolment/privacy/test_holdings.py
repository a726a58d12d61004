"""GDPR-02: whatever an area holds of a person is said for an access, and gone after an erasure, wherever it stood."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

from enrolment.domain.applications.roster import RowProblem
from enrolment.domain.applications.team import Invitation
from enrolment.domain.errors import Problem
from enrolment.domain.mini.enterprise import Abandonment, MiniEnterprise, Status
from enrolment.domain.mini.formats import Format
from enrolment.domain.mini.member import Member
from enrolment.domain.network.need import Need, SubjectKind
from enrolment.domain.persons.roster_import import RosterPart
from enrolment.domain.privacy.naming import NOBODY
from enrolment.domain.snee.contact import AskerKind, Contact
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.office import Office, student
from tests.enrolment.privacy.people import applicant, erase

SECRET = "Xantippe-Ouessant"
EMAIL = "lou-anne@example.org"
AREAS = {"mini", "snee", "network", "invitations", "rosters"}


async def told_everywhere(office: Office, person_id: str) -> None:
    """Something of the person, with the secret in it, in each area that other pages and offices write to."""
    deps, cause = office.deps, fresh_cause("test")
    team = MiniEnterprise("p", "cmq-mma", "y", "Équipe", Format.L, True, date(2026, 9, 1), date(2027, 6, 1), None)
    await deps.mini_enterprises.add("team", team, cause)
    member = Member("team", "a", person_id, "y", "cmq-mma", date(2026, 9, 1), cv_text=SECRET, letter_text=SECRET)
    await deps.mini_members.add("member", member, cause)
    asker = next(iter(AskerKind))
    contact = Contact(asker, "", SECRET, SECRET, EMAIL, "Lycée", SECRET, "cmq-mma", deps.clock.now())
    await deps.snee_contacts.add("contact", contact, cause)
    need = Need(next(iter(SubjectKind)), "s", "y", "cmq-mma", SECRET, teacher_name=SECRET, person_id=person_id)
    await deps.mentor_needs.add("need", need, cause)
    await deps.invitations.add("invitation", Invitation("team", "y", "somebody", EMAIL, SECRET, SECRET), cause)
    wrong = (
        RowProblem(2, Problem("email", "is in row 1 already", "each person once", EMAIL)),
        RowProblem(2, Problem("family_name", "is too long", "a name", SECRET)),
    )
    await deps.roster_parts.add("part", RosterPart("import", 0, (), wrong, done=True), cause)


async def test_what_each_area_holds_is_told_and_then_gone_from_the_file(office: Office, tmp_path: Path) -> None:
    person_id, _ = await applicant(office)
    await told_everywhere(office, person_id)
    held = await office.get(student(person_id), f"/v1/persons/{person_id}/access")
    assert {one["area"] for one in held["areas"]} >= AREAS
    assert SECRET.encode() in read(tmp_path)
    await erase(office, person_id)
    content = read(tmp_path)
    assert SECRET.encode() not in content
    # What was told at the registration waits for the broker, which is away here, and goes with its delivery.
    waiting = (await office.deps.persons.get(person_id)).document["outbox"]
    assert content.count(EMAIL.encode()) == sum(EMAIL in str(one) for one in waiting) == 1


async def test_why_a_team_gave_up_does_not_name_who_is_forgotten(office: Office) -> None:
    person_id, _ = await applicant(office)
    await told_everywhere(office, person_id)
    end = Abandonment("other", "Lou-Anne VAUCHERET a déménagé.", date(2026, 9, 1), "teacher", Status.CREATED)
    await office.deps.mini_enterprises.change(
        "team", lambda state: Change(replace(state, abandonment=end)), fresh_cause("test")
    )
    await erase(office, person_id)
    after = (await office.deps.mini_enterprises.get("team")).state.abandonment
    assert after == replace(end, words=f"{NOBODY} a déménagé.")


def read(directory: Path) -> bytes:
    """The file with its free pages, after its log was taken in."""
    with sqlite3.connect(directory / "enrolment.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return (directory / "enrolment.db").read_bytes()
