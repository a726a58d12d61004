"""Rosters as schools send them: workbooks, French headings, and lists too long to wait for."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from enrolment.domain.applications.roster import ROWS_AT_ONCE
from enrolment.domain.persons.roster_import import Status
from enrolment.domain.programmes.parameters import Parameters
from enrolment.http import rosters
from enrolment.usecases.persons import run_roster_import as running, start_roster_import as starting
from enrolment.usecases.persons.complete_roster_imports import complete_roster_imports
from enrolment.usecases.persons.forget_roster_reports import forget_roster_reports
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.office import COORDINATOR, HEADER, ROWS, Actor, Office, problem
from tests.enrolment.persons.people import OTHER, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FRENCH = ["Prénom", "NOM", "Courriel", "Date de naissance", "Année", "Emploi", "N° INE", "Téléphone", "Groupe"]


async def send(
    office: Office, programme_id: str, content: bytes, actor: Actor = COORDINATOR, **params: str
) -> httpx.Response:
    path = f"/v1/programmes/{programme_id}/roster"
    # The name that the sender gives the content does not count: what it is is found by the content.
    headers = {"Content-Type": "text/csv"}
    return await office.send(actor, "POST", path, content=content, params=params, headers=headers)


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> int:
    """What is large here: 41 rows, in parts of 15, so that nobody waits for what thousands show as well."""
    monkeypatch.setattr(rosters, "ROWS_AT_ONCE", 40)
    monkeypatch.setattr(starting, "ROWS_IN_PART", 15)
    return 40


def large(count: int = ROWS_AT_ONCE + 1) -> bytes:
    rows = (f"Lou;Nom{n};p{n}@example.org;2007-11-23;1;none;;;" for n in range(count - 1))
    return "\n".join((HEADER, *rows, "Jade;Loriquet;jade@example.org;31/02/2008;1;none;;;")).encode()


async def test_a_workbook_with_french_headings_is_read_and_unknown_columns_are_named(office: Office) -> None:
    programme_id = await office.programme()
    content = workbook(
        FRENCH,
        [
            "Lou-Anne",
            "Vaucheret",
            "lou-anne@example.org",
            date(2007, 11, 23),
            1,
            "aucun",
            "1234567890a",
            "0612345678",
            "A",
        ],
        ["Sacha", "Montbéliou", "sacha@example.org", "12/01/2008", "1re année", "temps partiel", None, None, "B"],
    )
    report = (await send(office, programme_id, content)).json()
    assert [(one["row"], one["status"]) for one in report["created"]] == [(2, "ELIGIBLE"), (3, "ELIGIBLE")]
    assert report["ignored_columns"] == ["Groupe"]
    person = await office.get(COORDINATOR, f"/v1/persons/{report['created'][0]['person_id']}")
    assert (person["ine"], person["phone"]) == ("1234567890A", "+33612345678")
    again = (await send(office, programme_id, content)).json()
    assert (again["created"], again["unchanged"]) == ([], report["created"])


async def test_the_same_people_from_csv_and_from_a_workbook_are_the_same(office: Office) -> None:
    programme_id = await office.programme()
    csv = (await office.roster(programme_id, *ROWS)).json()
    rows: list[list[Any]] = [row.split(";") for row in (HEADER, *ROWS)]
    assert (await send(office, programme_id, workbook(*rows))).json()["unchanged"] == csv["created"]


async def test_formulas_are_refused_cell_by_cell_and_other_rows_are_taken(office: Office) -> None:
    programme_id = await office.programme()
    content = workbook(
        FRENCH[:6],
        ["Lou-Anne", "Vaucheret", '=A2&"@example.org"', date(2007, 11, 23), 1, "aucun"],
        ["Sacha", "Montbéliou", "sacha@example.org", date(2008, 1, 12), 1, "aucun"],
    )
    report = (await send(office, programme_id, content)).json()
    assert [(one["row"], one["field"], one["message"]) for one in report["errors"]] == [(2, "email", "is a formula")]
    assert [one["row"] for one in report["created"]] == [3]


async def test_a_sheet_is_named_and_what_is_no_roster_is_refused(office: Office) -> None:
    programme_id = await office.programme()
    rows: list[list[Any]] = [row.split(";") for row in (HEADER, ROWS[0])]
    content = workbook(*rows, sheet="Classe")
    missing = problem(await send(office, programme_id, content, sheet="Autre"), "invalid-request", 422)
    assert (missing["errors"][0]["field"], missing["errors"][0]["accepted"]) == ("sheet", "Classe")
    assert len((await send(office, programme_id, content, sheet="Classe")).json()["created"]) == 1
    locked = problem(await send(office, programme_id, b"\xd0\xcf\x11\xe0" + bytes(600)), "invalid-request", 422)
    assert "XLSX" in locked["errors"][0]["accepted"]
    headless = problem(await send(office, programme_id, workbook(["Nom", "x"])), "invalid-request", 422)
    assert "email" in {one["field"] for one in headless["errors"]}


async def test_a_file_may_be_larger_than_other_bodies_but_not_than_8_mib(office: Office) -> None:
    programme_id = await office.programme()
    padded = "\n".join((HEADER + ";note", ROWS[0] + ";" + "x" * 1_500_000)).encode()
    # A CSV cell of more than 131,072 characters is refused by the reader: the body as such came through.
    assert (await send(office, programme_id, padded)).status_code == 422
    assert (await send(office, programme_id, b"x" * (8 * 1024 * 1024 + 1))).status_code == 413


async def test_the_programmes_own_minimum_age_counts(office: Office) -> None:

    programme_id = await office.programme()

    least = Parameters(date(2026, 1, 1), minimum_age=18)
    await office.deps.programmes.change(
        programme_id, lambda one: Change(replace(one, parameters=(least,))), fresh_cause("x")
    )
    report = (await office.roster(programme_id, ROWS[0], ROWS[2])).json()
    assert [(one["row"], one["field"]) for one in report["errors"]] == [(3, "birth_date")]


async def test_a_large_roster_is_imported_by_the_job_and_its_report_is_read(office: Office, small_steps: int) -> None:
    programme_id = await office.programme()
    accepted = await send(office, programme_id, large(small_steps + 1))
    assert accepted.status_code == 202
    path = accepted.headers["Location"]
    assert (accepted.json()["status"], accepted.json()["rows"]) == ("RUNNING", small_steps + 1)
    await complete_roster_imports(office.deps)
    done = await office.get(COORDINATOR, path)
    assert (done["status"], done["created"], done["unchanged"], done["errors"]) == ("DONE", small_steps, 0, 1)
    assert (done["rows_done"], await office.deps.applications.count()) == (small_steps + 1, small_steps)
    parts = (await office.get(COORDINATOR, f"{path}/report"))["items"]
    rows = [one["row"] for part in parts for one in (*part["created"], *part["errors"])]
    assert rows == list(range(2, small_steps + 3))
    assert parts[-1]["errors"][0]["field"] == "birth_date"
    kept = await office.deps.roster_parts.all()
    assert all(part.state.rows == () for part in kept)
    await office.get(OTHER, path, 404)
    assert (await office.get(OTHER, "/v1/roster-imports"))["items"] == []
    assert len((await office.get(COORDINATOR, "/v1/roster-imports", programme_id=programme_id))["items"]) == 1


async def test_a_part_that_a_crash_cut_off_counts_what_it_created_before(
    office: Office, small_steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows are there already, created by the same part: they are reported as created, not as unchanged."""
    programme_id = await office.programme()

    def crash(*_: Any) -> Any:
        raise RuntimeError("the process died")

    with monkeypatch.context() as dying:
        dying.setattr(running, "part_done", crash)
        path = (await send(office, programme_id, large(small_steps + 1))).headers["Location"]
        with pytest.raises(RuntimeError, match="died"):
            await complete_roster_imports(office.deps)
        assert (await office.get(COORDINATOR, path))["rows_done"] == 0
        assert await office.deps.applications.count() == 15
    await complete_roster_imports(office.deps)
    assert (await office.get(COORDINATOR, path))["created"] == small_steps


async def test_a_large_dry_run_writes_nothing(office: Office) -> None:
    programme_id = await office.programme()
    path = (await send(office, programme_id, large(), dry_run="true")).headers["Location"]
    await complete_roster_imports(office.deps)
    done = await office.get(COORDINATOR, path)
    assert (done["status"], done["dry_run"], done["created"]) == ("DONE", True, ROWS_AT_ONCE)
    assert await office.deps.persons.count() == 0


async def test_a_file_that_was_never_taken_in_whole_is_given_up_and_forgotten(office: Office, small_steps: int) -> None:

    programme_id = await office.programme()
    path = (await send(office, programme_id, large(small_steps + 1), dry_run="true")).headers["Location"]
    import_id = path.rpartition("/")[2]
    await office.deps.roster_imports.change(
        import_id, lambda one: Change(replace(one, status=Status.RECEIVING)), fresh_cause("x")
    )
    await complete_roster_imports(office.deps)
    assert (await office.get(COORDINATOR, path))["status"] == "RECEIVING"
    await office.move_clock(datetime(2026, 9, 1, 8, tzinfo=UTC))
    await complete_roster_imports(office.deps)
    assert (await office.get(COORDINATOR, path))["status"] == "FAILED"
    assert all(part.state.rows == () for part in await office.deps.roster_parts.all())


async def test_what_was_typed_in_bad_cells_is_forgotten_after_a_month(office: Office, small_steps: int) -> None:
    programme_id = await office.programme()
    path = (await send(office, programme_id, large(small_steps + 1))).headers["Location"]
    await complete_roster_imports(office.deps)
    await forget_roster_reports(office.deps)
    assert (await office.get(COORDINATOR, f"{path}/report"))["items"][-1]["errors"][0]["value"] == "31/02/2008"
    await office.move_clock(datetime(2026, 10, 2, 7, tzinfo=UTC))
    await forget_roster_reports(office.deps)
    error = (await office.get(COORDINATOR, f"{path}/report"))["items"][-1]["errors"][0]
    assert (error["row"], error["value"]) == (small_steps + 2, None)
