"""Chapter 1, September: the programme opens, 14 students apply from a roster, 13 are accepted."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from essaim.cli.demo.people import CARRIER, COORDINATION, COORDINATOR, MAILBOXES, OPS, Student
from essaim.cli.demo.roster_workbook import XLSX, workbook_of
from essaim.cli.demo.world import World, expect, paris

ROSTER, CORRECTED_ROSTER = "roster.csv", "roster_corrected.csv"
# Two rows of the roster are bad: the row, numbered as in the file, and the field.
BAD_ROWS = {(9, "birth_date"), (13, "email")}
GOOD_ROWS, ALL_ROWS = 12, 14
PROGRAMME = {
    "scheme": "student_cooperative",
    "school_year": "2026-2027",
    "formation": "BTS Métiers de la Mode – Vêtement, 1re et 2e années",
    "establishment": "Lycée des métiers de la mode (démonstration)",
    "starts_on": "2026-09-01",
    "ends_on": "2027-07-02",
    "coordinator": COORDINATION,
    "carrier": CARRIER,
    "minimum_members": 6,
    "maximum_members": 20,
    "consent_text_version": "2026-09",
}


@dataclass(frozen=True)
class Cohort:
    """The programme and everybody who applied: accepted, in the order of the roster, and refused."""

    programme_id: str
    accepted: tuple[Student, ...]
    refused: Student
    minor: Student


async def open_and_enrol(world: World) -> Cohort:
    """From the empty suite to 13 accepted applications."""
    await _prepare(world)
    enrolment = world.api("enrolment", COORDINATOR)
    with world.step(COORDINATOR, "opens the programme of the school year 2026–2027", service="enrolment"):
        programme_id = str((await enrolment.post("/v1/programmes", PROGRAMME))["id"])
    await _import_roster(world, programme_id)
    applications = {one["id"]: one for one in await enrolment.all("/v1/applications", programme_id=programme_id)}
    students = await _students(world, applications)
    refused = await _check_refusal(world, applications, students)
    minor = await _consent_for_minor(world, applications, students)
    accepted = tuple(student for student in students if student is not refused)
    await _accept(world, accepted)
    return Cohort(programme_id, accepted, refused, minor)


async def _prepare(world: World) -> None:
    with world.step(OPS, "sets every clock to 1 September 2026, 9:00 in Paris", service="enrolment"):
        await world.move_clock(paris(2026, 9, 1))
    with world.step(COORDINATOR, f"says where mails for the {len(MAILBOXES)} offices go", service="notifications"):
        notifications = world.api("notifications", COORDINATOR)
        for actor, (name, address) in MAILBOXES.items():
            mailbox = {"partner": actor.partner, "name": name, "email": address}
            await notifications.put(f"/v1/mailboxes/{actor.role}", mailbox)


async def _import_roster(world: World, programme_id: str) -> None:
    enrolment = world.api("enrolment", COORDINATOR)
    roster = f"/v1/programmes/{programme_id}/roster"

    async def load(file: str, dry_run: bool) -> Any:
        return await enrolment.upload(roster, content(file), "text/csv", dry_run=str(dry_run).lower())

    with world.step(COORDINATOR, "tries the roster of 14 students: rows 9 and 13 are bad", service="enrolment"):
        _check_report(await load(ROSTER, dry_run=True))
        expect("applications after a dry run", await enrolment.all("/v1/applications", programme_id=programme_id), [])
    with world.step(COORDINATOR, "tries the same as a workbook (XLSX): the same rows are bad", service="enrolment"):
        workbook = workbook_of(content(ROSTER))
        _check_report(await enrolment.upload(roster, workbook, XLSX, dry_run="true"))
    with world.step(COORDINATOR, "imports the roster: 12 applications, 2 rows reported", service="enrolment"):
        _check_report(await load(ROSTER, dry_run=False))
    with world.step(COORDINATOR, "imports the corrected roster: 2 new, 12 unchanged", service="enrolment"):
        report = await load(CORRECTED_ROSTER, dry_run=False)
        rows = (len(report["created"]), len(report["unchanged"]), len(report["errors"]))
        expect("rows created, unchanged, bad", rows, (ALL_ROWS - GOOD_ROWS, GOOD_ROWS, 0))
    with world.step(COORDINATOR, "sees 14 applications", service="enrolment"):
        for one in await enrolment.all("/v1/applications", programme_id=programme_id):
            await world.event("enrolment.application_submitted.v1", application_id=one["id"], otherwise=_always)


def _check_report(report: Mapping[str, Any]) -> None:
    rows = (len(report["created"]), len(report["unchanged"]), len(report["errors"]))
    expect("rows created, unchanged, bad", rows, (GOOD_ROWS, 0, len(BAD_ROWS)))
    expect("bad rows and fields", {(one["row"], one["field"]) for one in report["errors"]}, BAD_ROWS)


async def _students(world: World, applications: Mapping[str, Any]) -> list[Student]:
    """The students in the order of the roster, with the ids that the service gave them."""
    expect("applications", len(applications), ALL_ROWS)
    enrolment = world.api("enrolment", COORDINATOR)
    ids = {}
    for application in applications.values():
        person = await enrolment.get(f"/v1/persons/{application['person_id']}")
        ids[person["email"]] = (application["person_id"], application["id"])
    return [
        Student(
            *ids[row["email"]],
            row["given_name"],
            row["family_name"],
            row["email"],
            row["guardian_email"],
            f"{row['guardian_given_name']} {row['guardian_family_name']}".strip(),
        )
        for row in csv.DictReader(io.StringIO(content(CORRECTED_ROSTER).decode()), delimiter=";")
    ]


async def _check_refusal(world: World, applications: Mapping[str, Any], students: list[Student]) -> Student:
    with world.step(COORDINATOR, "sees a full-time employee refused (CAPE-04)", service="enrolment"):
        found = [one for one in students if applications[one.application_id]["status"] == "REFUSED"]
        expect("refused applications", [one.email for one in found], ["camille.pernochet@example.org"])
        refused = found[0]
        await world.event(
            "enrolment.application_refused.v1",
            application_id=refused.application_id,
            rule="CAPE-04",
            otherwise=_always,
        )
    return refused


async def _consent_for_minor(world: World, applications: Mapping[str, Any], students: list[Student]) -> Student:
    enrolment = world.api("enrolment", COORDINATOR)
    minors = [one for one in students if applications[one.application_id]["status"] == "CONSENT_PENDING"]
    expect("applications that await a guardian", [one.email for one in minors], ["nolwenn.tavardin@example.org"])
    minor = minors[0]
    with world.step(COORDINATOR, "records the consent of a 17-year-old’s guardian", service="enrolment"):
        await world.move_clock(paris(2026, 9, 8))
        consent = {
            "guardian_name": minor.guardian_name,
            "text_version": PROGRAMME["consent_text_version"],
            "given_on": "2026-09-07",
            "evidence": "Formulaire signé, remis en main propre",
        }
        path = f"/v1/applications/{minor.application_id}"
        await enrolment.post(f"{path}/guardian-consent", consent)
        expect("its status", (await enrolment.get(path))["status"], "ELIGIBLE")
    return minor


async def _accept(world: World, students: tuple[Student, ...]) -> None:
    enrolment = world.api("enrolment", COORDINATOR)
    decision = {"decision": "accept", "reason": "Dossier complet, projet collectif motivé"}
    with world.step(COORDINATOR, f"accepts {len(students)} applications", service="enrolment"):
        for student in students:
            await enrolment.post(f"/v1/applications/{student.application_id}/decision", decision)
        for student in students:
            await world.event(
                "enrolment.application_accepted.v1", application_id=student.application_id, otherwise=_always
            )


async def _always() -> bool:
    """Nothing more to look at: the command's own answer has told it."""
    return True


def content(file: str) -> bytes:
    """One of the rosters that come with the demo."""
    return resources.files("essaim.cli.demo").joinpath("data", file).read_bytes()
