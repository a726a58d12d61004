"""``essaim demo`` as somebody runs it: once, as a process of its own, and then everything that it left is looked at."""

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pypdf import PdfReader

from essaim.cli.demo.mails import read_mails
from essaim.contracts.types import parse_amount
from essaim.fec.check import check_fec

pytestmark = [pytest.mark.broker, pytest.mark.processes]

DEMO_SECONDS = 110
SCHEMAS = Path(__file__).parents[2] / "shared" / "schemas"


@dataclass(frozen=True)
class Played:
    """A run that is over."""

    exit_code: int
    printed: str
    directory: Path

    @property
    def summary(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.directory / "summary.json").read_text())
        return found

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.directory / "events.jsonl").read_text().splitlines()]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    directory = tmp_path_factory.mktemp("demo") / "demo-output"
    command = [sys.executable, "-m", "essaim.cli.main", "demo", "--output", str(directory)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=DEMO_SECONDS, check=False)
    return Played(done.returncode, done.stdout + done.stderr, directory)


def test_it_ends_well_and_says_so(played: Played) -> None:
    assert played.exit_code == 0, played.printed
    assert "The year is over" in played.printed
    assert played.summary["ok"] is True


def test_the_printed_summary_tells_who_which_events_and_the_books(played: Played) -> None:
    for part in ("Who did what", "Coordinator (CMQ MMA)", "Events that crossed the bus", "Books of", "Shares by hours"):
        assert part in played.printed
    assert "\x1b[" not in played.printed


def test_every_event_fulfils_its_committed_schema(played: Played) -> None:
    assert played.events
    for event in played.events:
        schema = json.loads((SCHEMAS / f"{event['type']}.json").read_text())
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(event["data"])
        assert event["specversion"] == "1.0"
        assert event["routing_key"] == event["type"]
        assert event["exchange"] == schema["x-exchange"]


def test_events_are_unique_and_in_order_for_each_subject(played: Played) -> None:
    ids = Counter(event["id"] for event in played.events)
    assert [id_ for id_, count in ids.items() if count > 1] == []
    last: dict[tuple[str, str], int] = {}
    for event in played.events:
        # The two exchanges are two ways to a queue, but one channel publishes them in order.
        subject = (event["source"], event["subject"])
        assert event["sequence"] >= last.get(subject, 0), event
        last[subject] = event["sequence"]


def test_the_story_is_in_the_events(played: Played) -> None:
    counts = Counter(event["type"] for event in played.events)
    assert counts["enrolment.application_submitted.v1"] == 14
    assert counts["enrolment.application_accepted.v1"] == 13
    assert counts["enrolment.application_refused.v1"] == 1
    assert counts["enrolment.member_activated.v1"] == 13
    assert counts["coaching.attendance_sealed.v1"] == 3
    assert counts["accounting.invoice_issued.v1"] == counts["accounting.invoice_paid.v1"] == 2
    assert counts["enrolment.closing_requested.v1"] == 2
    assert counts["enrolment.closing_blocked.v1"] == counts["enrolment.group_closed.v1"] == 1
    assert counts["accounting.share_computed.v1"] == 1
    assert counts["accounting.remuneration_statement.v1"] == 13
    assert played.summary["events"]["by_type"] == dict(sorted(counts.items()))


def test_the_books_balance(played: Played) -> None:
    books = list((played.directory / "books").iterdir())
    assert len(books) == 1
    assert re.fullmatch(r"\d{9}FEC20270831\.txt", books[0].name)
    totals = check_fec(books[0], siren="999999121")
    assert totals.conforming, totals.findings
    assert totals.debit_cents == totals.credit_cents > 0
    assert played.summary["books"]["chain"]["records"] >= totals.entries
    assert "862,40 €" in played.summary["books"]["explanation"].replace("\u00a0", " ")
    lines = played.summary["books"]["trial_balance"]["lines"]
    assert sum(parse_amount(line["debit"]) for line in lines) == sum(parse_amount(line["credit"]) for line in lines)


def test_the_share_adds_up(played: Played) -> None:
    books, members = played.summary["books"], played.summary["members"]
    assert books["sales"] == "1188.80"
    assert books["contribution"] == "86.24"
    assert books["shared"] == "776.16"
    assert len(members) == 13
    assert sum(parse_amount(member["share"]) for member in members) == 77_616
    assert len({member["minutes"] for member in members}) > 1


def text_of(path: Path) -> str:
    assert path.read_bytes().startswith(b"%PDF")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_invoices_are_numbered_without_a_gap_and_can_be_read(played: Played) -> None:
    numbers = sorted(path.stem for path in (played.directory / "invoices").iterdir())
    assert numbers == ["2026-000001", "2027-000001"]
    text = text_of(played.directory / "invoices" / "2026-000001.pdf")
    for part in ("2026-000001", "Coopilote Démonstration", "999999121", "Librairie", "068,00"):
        assert part in text.replace("999 999 121", "999999121")


def test_management_sheets_and_statements_can_be_read(played: Played) -> None:
    sheets = sorted((played.directory / "management").iterdir())
    assert [sheet.stem for sheet in sheets] == ["2026-12", "2027-06"]
    assert all("Suivi de gestion" in text_of(sheet) for sheet in sheets)
    statements = sorted((played.directory / "statements").iterdir())
    assert len(statements) == 13
    assert all("pas un bulletin de salaire" in text_of(statement) for statement in statements)


def test_the_archive_of_the_year_verifies_offline(played: Played) -> None:
    (archive,) = (played.directory / "archives").iterdir()
    command = [sys.executable, "-m", "essaim.cli.main", "ledger", "archive-check", str(archive)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_attendance_sheets_name_who_signed(played: Played) -> None:
    sheets = sorted((played.directory / "attendance").iterdir())
    assert len(sheets) == 3
    assert all("2026" in text_of(sheet) for sheet in sheets)


def test_mails_are_kept_whole(played: Played) -> None:
    mails = read_mails(played.directory / "mails")
    assert len(mails) == sum(played.summary["mails"].values()) > 0
    assert all(mail.recipient and mail.subject for mail in mails)


def test_the_processes_stay_small(played: Played) -> None:
    services = played.summary["services"]
    assert set(services) == {"enrolment", "coaching", "accounting", "notifications"}
    assert {name: one["resident_mb"] for name, one in services.items() if one["resident_mb"] >= 150} == {}
    assert all(one["start_seconds"] > 0 for one in services.values())


def test_a_wrong_use_says_what_is_missing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "essaim.cli.main", "demo", "--output", str(tmp_path / "out")]
    done = subprocess.run(
        [*command, "--against", "enrolment=http://127.0.0.1:1"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "--against is missing for coaching, accounting, notifications" in done.stdout
