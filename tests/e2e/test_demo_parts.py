"""The demo's own parts, without a suite: what it accepts, what it refuses, what it computes for itself."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from essaim.cli.demo.applications import ALL_ROWS, BAD_ROWS, CORRECTED_ROSTER, ROSTER, content
from essaim.cli.demo.documents import documents_in
from essaim.cli.demo.figures import Total, driven, sold, taxed, vat_included
from essaim.cli.demo.invoices import CAPS, RETURNED
from essaim.cli.demo.mails import Expected, differences, read_mails
from essaim.cli.demo.market import takings
from essaim.cli.demo.meters import Meters
from essaim.cli.demo.outputs import MARKER, Output, OutputError
from essaim.cli.demo.quotes import ITEMS
from essaim.cli.demo.receipt_image import receipt_png
from essaim.cli.demo.share import contribution_of, split
from essaim.cli.demo.spending import bought, claimed
from essaim.cli.demo.statement_file import Movement, camt053
from essaim.cli.demo.steps import Journal, Step, StepFailedError
from essaim.cli.demo.target import TargetError, parse_against, running_target
from essaim.cli.demo.waiting import DeadlineError, until
from essaim.kit.file_types import identify

METRICS = """
# TYPE essaim_events_consumed_total counter
essaim_events_consumed_total{outcome="done",type="enrolment.group_started.v1"} 1.0
essaim_events_consumed_total{outcome="retried",type="enrolment.group_started.v1"} 2.0
# TYPE essaim_events_published_total counter
essaim_events_published_total{type="coaching.plan_created.v1"} 1.0
# TYPE essaim_outbox_documents gauge
essaim_outbox_documents 3.0
"""
URLS = [f"{name}=http://127.0.0.1:1" for name in ("enrolment", "coaching", "accounting", "notifications")]


class Silent:
    """Shows nothing, remembers everything."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def started(self, step: Step) -> None:
        self.shown.append(f"{step.number} …")

    def finished(self, step: Step) -> None:
        self.shown.append(f"{step.number} {step.who} {step.what} ({step.service})")


def test_youth_04_golden_values_of_the_split() -> None:
    members = ["a", "b", "c", "d"]
    hours = {"a": 40, "b": 25, "c": 35, "d": 12}
    assert split(123_457, hours, members) == {"a": 44_092, "b": 27_557, "c": 38_580, "d": 13_228}
    assert split(100_000, dict.fromkeys("abc", 1), ["a", "b", "c"]) == {"a": 33_334, "b": 33_333, "c": 33_333}


def test_the_split_needs_hours_and_something_to_split() -> None:
    with pytest.raises(ValueError, match="cannot split"):
        split(100, {"a": 0}, ["a"])
    with pytest.raises(ValueError, match="cannot split"):
        split(-1, {"a": 1}, ["a"])


def test_the_contribution_is_rounded_half_up() -> None:
    assert contribution_of(86_240, "10") == 8_624
    assert contribution_of(5, "10") == 1
    assert contribution_of(4, "10") == 0


def test_vat_is_rounded_half_up_once_per_document() -> None:
    assert taxed(1_757) == Total(1_757, 351)
    assert taxed(3) == Total(3, 1)
    assert vat_included(5_135) == Total(4_279, 856)
    assert driven("96.4", "0.606") == 5_842
    assert taxed(100) + taxed(50) - taxed(25) == Total(125, 25)


def test_what_the_documents_of_the_story_come_to() -> None:
    assert sold(ITEMS, "5") == Total(84_550, 16_910)
    assert sold(RETURNED, "5") == Total(3_515, 703)
    assert sold(CAPS) == Total(29_880, 5_976)
    assert takings() == (Total(14_246, 2_849), {"cash": 8_125, "card": 8_970})
    assert bought() == Total(34_440, 6_888)
    assert claimed() == Total(8_842, 600)


def test_a_receipt_is_a_real_picture_and_the_same_each_time() -> None:
    picture = receipt_png("Ticket 36,00")
    assert identify(picture) == "image/png"
    assert picture == receipt_png("Ticket 36,00") != receipt_png("Ticket 12,00")


def test_the_statement_has_both_balances_and_every_movement() -> None:
    movements = (Movement("2026-12-03", 30_438, "VIR A"), Movement("2026-12-31", -420, "FRAIS & AUTRES"))
    text = camt053("FR7630006000011234567890189", "2026-12-01", "2026-12-31", movements).decode()
    for part in (">300.18<", ">304.38<", ">4.20<", "FRAIS &amp; AUTRES", ">DBIT<", ">OPBD<", ">CLBD<"):
        assert part in text


def test_documents_are_named_by_what_they_are() -> None:
    paths = ["bank/OV-00001.pdf", "mails/1.eml", "invoices/1.pdf", "quotes/D1.pdf", "invoices/1_facturx.pdf"]
    found = [one["path"] for one in documents_in(paths)]
    assert found == ["quotes/D1.pdf", "invoices/1.pdf", "invoices/1_facturx.pdf", "bank/OV-00001.pdf"]


def test_the_rosters_differ_in_the_two_bad_rows_only() -> None:
    bad, good = (content(name).decode().splitlines() for name in (ROSTER, CORRECTED_ROSTER))
    assert len(bad) == len(good) == ALL_ROWS + 1
    different = {number for number, pair in enumerate(zip(bad, good, strict=True), start=1) if pair[0] != pair[1]}
    assert different == {row for row, _ in BAD_ROWS}


def test_an_output_directory_is_replaced_at_each_run(tmp_path: Path) -> None:
    output = Output(tmp_path / "out")
    output.prepare()
    output.write("invoices", "2026-000001.pdf", b"%PDF")
    output.events.write_text("{}\n")
    assert output.produced() == ["invoices/2026-000001.pdf", "events.jsonl"]
    output.prepare()
    assert output.produced() == []
    assert [path.name for path in output.directory.iterdir()] == [MARKER]


def test_an_output_directory_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputError, match="was not made by the demo"):
        Output(tmp_path).prepare()
    (tmp_path / MARKER).write_text("")
    with pytest.raises(OutputError, match=r"thesis\.txt"):
        Output(tmp_path).prepare()
    (tmp_path / "thesis.txt").rename(tmp_path / "events.jsonl")
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "novel.docx").write_text("more years of work")
    with pytest.raises(OutputError, match=r"books/novel\.docx"):
        Output(tmp_path).prepare()
    assert (tmp_path / "books" / "novel.docx").exists()


def test_the_demo_writes_only_where_a_run_may(tmp_path: Path) -> None:
    output = Output(tmp_path / "out")
    output.prepare()
    for folder, name in (("invoices", "../x.pdf"), ("invoices", "x.exe"), ("home", "x.pdf"), ("invoices", ".pdf")):
        with pytest.raises(ValueError, match="does not write"):
            output.write(folder, name, b"")


def test_a_failing_step_says_where() -> None:
    display = Silent()
    journal = Journal(display)
    with journal.step("Coach", "holds a session", service="coaching"):
        pass
    failure = "step 2, coaching: Coach seals it: no such session"
    with (
        pytest.raises(StepFailedError, match=failure) as caught,
        journal.step("Coach", "seals it", service="coaching"),
    ):
        raise RuntimeError("no such session")
    assert caught.value.step.service == "coaching"
    assert isinstance(caught.value.__cause__, RuntimeError)
    assert display.shown == ["1 …", "1 Coach holds a session (coaching)", "2 …"]


async def test_waiting_ends_with_what_was_awaited() -> None:
    looks = iter([None, None, "there"])

    async def look() -> str | None:
        return next(looks)

    assert await until(look, what="it") == "there"

    async def never() -> None:
        return None

    with pytest.raises(DeadlineError, match="not seen within 0 s: the thing"):
        await until(never, what="the thing", seconds=0.1)
    with pytest.raises(DeadlineError, match="not seen within 0 s: told at the end"):
        await until(never, what=lambda: "told at the end", seconds=0)


def test_meters_read_the_prometheus_text() -> None:
    meters = Meters(METRICS)
    assert meters.consumed() == {"enrolment.group_started.v1": {"done": 1, "retried": 2}}
    assert meters.published() == {"coaching.plan_created.v1": 1}
    assert meters.outbox_documents() == 3


def test_mails_are_compared_by_recipient_and_subject(tmp_path: Path) -> None:
    for number, (to, subject) in enumerate([("a@example.org", "Séance du\u00a07 octobre"), ("b@example.org", "Autre")]):
        message = EmailMessage()
        message["To"], message["Subject"] = f"Quelqu’un <{to}>", subject
        message.set_content("Bonjour")
        (tmp_path / f"{number}.eml").write_bytes(message.as_bytes())
    mails = read_mails(tmp_path)
    missing, unexpected = differences(
        [Expected("a@example.org", r"Séance du \d octobre"), Expected("c@example.org", "Autre", times=2)], mails
    )
    assert missing == ["c@example.org: Autre (0 of 2)"]
    assert unexpected == ["b@example.org: Autre"]


def test_against_needs_all_four_services_and_a_key(tmp_path: Path) -> None:
    assert list(parse_against(URLS)) == ["enrolment", "coaching", "accounting", "notifications"]
    second = parse_against([*URLS, "ubfc.enrolment=http://127.0.0.1:2"])["ubfc.enrolment"]
    assert (second.deployment.partner, second.deployment.service) == ("ubfc", "enrolment")
    for wrong in (["enrolment=ftp://x"], ["payroll=http://x"], URLS[:3]):
        with pytest.raises(TargetError, match="--against"):
            parse_against(wrong)
    with pytest.raises(TargetError, match="--signing-key"):
        running_target(URLS, None, None, None)
    with pytest.raises(TargetError, match=r"there is no key\.pem"):
        running_target(URLS, tmp_path, None, None)
    assert not (tmp_path / "key.pem").exists()
