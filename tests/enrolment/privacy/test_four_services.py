"""GDPR-02 over all four services: after an erasure no byte of the person is left in any file, but for what the law keeps."""

import base64
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

from accounting.domain.expenses.expense_type import ExpenseType
from accounting.domain.expenses.line import Line
from accounting.domain.expenses.sheet import Approval, ExpensePayment, ExpenseSheet, SheetStatus, sheet_key
from accounting.domain.treasury import Means
from essaim.contracts.enrolment import GroupStarted, PersonKind, PersonRegistered
from essaim.contracts.types import Scheme
from essaim.kit.cause import fresh_cause
from tests.accounting.integration.office import ACTIVITY, ENTITY, GROUP, SIREN
from tests.enrolment.office import COORDINATOR, Office, student
from tests.enrolment.privacy.attaching import attach
from tests.enrolment.privacy.bus import Suite, open_suite
from tests.enrolment.privacy.people import OFFICER, ask_to_be_erased

ROW = "Philippine;Quessandier;philippine.quessandier@example.org;2005-03-09;1;none;;;"
IBAN = "FR7630006000011234567890189"
NAMES = ("Philippine", "Quessandier", "QUESSANDIER")
SECRETS = (
    "philippine.quessandier@example.org",
    "+33612345678",
    "0612345678",
    "1234567890A",
    "rue des Tanneurs",
    "Pontarlier",
    IBAN,
    "trajet vers Philippine",
)
FILE = b"\x89PNG\r\n\x1a\n" + b"certificate of Quessandier, Philippine " * 2000
FILE_AS_KEPT = base64.b64encode(FILE[:90]).decode()
"""How a file begins in the store, which keeps files as base64."""


def bytes_of(suite: Suite) -> dict[str, bytes]:
    """The files as somebody who steals them reads them: free pages and the log included, nothing was vacuumed."""
    found = {}
    for party in suite.parties:
        with sqlite3.connect(party.file) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        files = [party.file, *party.file.parent.glob(f"{party.file.name}-wal")]
        found[party.service] = b"".join(one.read_bytes() for one in files)
    return found


def left(content: bytes, *words: str) -> list[str]:
    """Which of the words are in it, as JSON writes them and as the person does."""
    return [one for one in words if one.encode() in content]


async def known_everywhere(suite: Suite) -> tuple[str, str]:
    """A person with something in every service: contact, mails, a dossier with a file, sessions, bank details, a draft."""
    office = suite.enrolment
    programme_id = await office.programme()
    (created,) = (await office.roster(programme_id, ROW)).json()["created"]
    person_id, dossier_id = created["person_id"], created["application_id"]
    more = {
        "phone": "06 12 34 56 78",
        "ine": "1234567890A",
        "address": "3 rue des Tanneurs, 25000 Besançon",
        "birth_place": "Pontarlier",
        "nationality": "FR",
    }
    answer = await office.send(student(person_id), "PATCH", f"/v1/persons/{person_id}", more)
    assert answer.status_code == 200, answer.text
    await attach(office, dossier_id, FILE)
    decision = {"decision": "accept", "reason": "Philippine a un beau projet"}
    await office.post(COORDINATOR, f"/v1/applications/{dossier_id}/decision", decision)
    await suite.accounting.done("PUT", f"legal-entities/{SIREN}", ENTITY)
    await suite.settle()
    await start(suite, person_id)
    await suite.accounting.done(
        "PUT", f"persons/{person_id}/bank-details", {"holder": "Philippine Quessandier", "iban": IBAN}
    )
    await suite.settle()
    return person_id, dossier_id


async def start(suite: Suite, person_id: str) -> None:
    """A group with the person in it, as coaching and accounting hear of it; enrolment's own one has ended for them."""
    started = GroupStarted(
        group_id=GROUP,
        programme_id="y1",
        scheme=Scheme.STUDENT_COOPERATIVE,
        school_year="2026-2027",
        group_code="ATELIER-MAILLE",
        activity_code="14.13Z",
        coordinator="cmq-mma",
        carrier="coopilote",
        legal_entity_siren=SIREN,
        starts_on=date(2026, 10, 1),
        ends_on=date(2027, 6, 30),
        contracts_end_on=date(2027, 6, 30),
        person_ids=[person_id, "p2", "p3"],
    )
    await suite.hear(started, GROUP)
    line = Line("l1", date(2026, 11, 3), "trajet vers Philippine", _type(), 1250)
    await add_sheet(suite, person_id, "draft", replace(_sheet(person_id, "2026-11"), lines=(line,)))


def _type() -> ExpenseType:
    return ExpenseType(code="travel", label="Déplacements", account="6251")


def _sheet(person_id: str, month: str) -> ExpenseSheet:
    key = sheet_key(ACTIVITY, person_id, month, 1)
    return ExpenseSheet(ACTIVITY, GROUP, "student_cooperative", SIREN, person_id, month, key, "M001")


async def add_sheet(suite: Suite, person_id: str, id_: str, sheet: ExpenseSheet) -> None:
    await suite.accounting.deps.expense_sheets.add(f"{id_}-{person_id}", sheet, fresh_cause("test"))


async def erase(suite: Suite, person_id: str) -> str:
    """Asked by the person, accepted, and heard by everybody; its path."""
    asked = await ask_to_be_erased(suite.enrolment, person_id)
    path = f"/v1/erasure-requests/{asked['id']}"
    await suite.settle()
    await suite.enrolment.post(OFFICER, f"{path}/acceptance", {}, 200)
    await suite.settle()
    return path


async def test_no_byte_is_left_of_somebody_whom_no_law_keeps(office: Office, tmp_path: Path) -> None:
    async with open_suite(office, tmp_path) as suite:
        person_id, _ = await known_everywhere(suite)
        before = bytes_of(suite)
        own = (*NAMES[:2], "philippine.quessandier@example.org", "+33612345678", *SECRETS[3:6], FILE_AS_KEPT)
        assert left(before["enrolment"], *own) == list(own)
        assert left(before["notifications"], *own) == [*NAMES[:2], SECRETS[0]]
        assert left(before["coaching"], *own) == list(NAMES[:2])
        assert left(before["accounting"], *own, IBAN, SECRETS[-1]) == [*NAMES[:2], IBAN, SECRETS[-1]]
        path = await erase(suite, person_id)
        closed = await office.get(OFFICER, path)
        assert (closed["status"], closed["outcome"], closed["all_kept"]) == ("CLOSED", "erased", [])
        for service, content in bytes_of(suite).items():
            assert left(content, *NAMES, *SECRETS, FILE_AS_KEPT) == [], service


async def test_the_last_mail_goes_before_the_address(office: Office, tmp_path: Path) -> None:
    async with open_suite(office, tmp_path) as suite:
        person_id, _ = await known_everywhere(suite)
        await erase(suite, person_id)
        mails = [(str(one["To"]), str(one["Subject"])) for one in suite.post.taken]
        assert mails[-1] == (
            "Philippine Quessandier <philippine.quessandier@example.org>",
            "Vos données personnelles sont effacées",
        )
        assert "Votre demande d’effacement est bien arrivée" in [subject for _, subject in mails]


async def test_the_books_keep_their_vouchers_and_the_name_that_makes_them_readable(
    office: Office, tmp_path: Path
) -> None:
    """Ten years from the end of the financial year (ACC-10); everything else goes, also there."""
    async with open_suite(office, tmp_path) as suite:
        person_id, _ = await known_everywhere(suite)
        approval = Approval(date(2026, 11, 20), "accountant", "accountant", "NF-1", "467", "758")
        payment = ExpensePayment("pay-1", date(2026, 11, 25), 0, Means.TRANSFER)
        paid = replace(_sheet(person_id, "2026-10"), status=SheetStatus.PAID, approval=approval, payments=(payment,))
        await add_sheet(suite, person_id, "paid", paid)
        path = await erase(suite, person_id)
        closed = await office.get(OFFICER, path)
        assert closed["outcome"] == "partial"
        assert closed["all_kept"] == ["accounting.ledger-entries", "accounting.identity-of-ledger"]
        (answer,) = [one for one in closed["answers"] if one["deployment"] == "coopilote.accounting"]
        assert answer["kept_until"] == "2037-08-31"
        for service, content in bytes_of(suite).items():
            assert left(content, *SECRETS) == [], service
            assert bool(left(content, *NAMES[:2])) == (service == "accounting"), service


async def test_a_name_that_comes_late_brings_nobody_back(office: Office, tmp_path: Path) -> None:
    """`person_erased` is in the history of the person: what was said before it and arrives after it is old."""
    async with open_suite(office, tmp_path) as suite:
        person_id, _ = await known_everywhere(suite)
        await erase(suite, person_id)
        data = PersonRegistered(
            person_id=person_id,
            kind=PersonKind.STUDENT,
            given_name="Philippine",
            family_name="Quessandier",
            email="philippine.quessandier@example.org",
        )
        await suite.hear(data, person_id)
        await suite.settle()
        for service, content in bytes_of(suite).items():
            assert left(content, *NAMES, *SECRETS) == [], service


async def test_an_access_gathers_what_all_four_hold(office: Office, tmp_path: Path) -> None:
    async with open_suite(office, tmp_path) as suite:
        person_id, _ = await known_everywhere(suite)
        asked = await office.post(student(person_id), f"/v1/persons/{person_id}/access-requests")
        await suite.settle()
        assert (await office.get(student(person_id), f"/v1/access-requests/{asked['id']}"))["status"] == "COMPLETE"
        held = await office.get(student(person_id), f"/v1/persons/{person_id}/access")
        told = {(one["service"].rpartition(".")[2], one["area"]) for one in held["areas"]}
        assert {
            ("enrolment", "persons"),
            ("coaching", "people"),
            ("accounting", "bank_details"),
            ("accounting", "expense_sheets"),
            ("notifications", "contacts"),
            ("notifications", "messages"),
        } <= told
        answer = await office.send(student(person_id), "GET", f"/v1/persons/{person_id}/access.pdf")
        assert answer.content.startswith(b"%PDF")
