"""Figures over HTTP: exact for who can read the dossiers, protected for everybody else, as JSON, CSV, workbook and report."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.enrolment.office import COORDINATOR, FOREIGN_COORDINATOR, HEADER, Actor, Office, problem, student

REFERENT = Actor("referent", "cmq-mma")
CLASS = [f"P{place};Formule{place};p{place}@example.org;2005-01-02;1;none;;;" for place in range(12)]


async def classes(office: Office) -> None:
    """Twelve dossiers at one establishment, seven of them accepted; two at another."""
    one = await office.programme(establishment="Lycée Un", formation="=BTS")
    other = await office.programme(establishment="Lycée Deux", maximum_members=3)
    created = (await office.roster(one, *CLASS)).json()["created"]
    assert len(created) == 12, HEADER
    await office.roster(other, *(row.replace("@", "b@").replace(";P", ";Q") for row in CLASS[:2]))
    for row in created[:7]:
        decision = {"decision": "accept", "reason": "Complet"}
        await office.post(COORDINATOR, f"/v1/applications/{row['application_id']}/decision", decision)


async def test_published_figures_are_rounded_and_the_small_establishment_is_not_named(office: Office) -> None:
    await classes(office)
    found = await office.get(REFERENT, "/v1/figures", by="establishment")
    table = found["tables"]["establishment"]
    assert found["base"] == 5
    assert [one["values"]["establishment"] for one in table["rows"]] == ["Lycée Un", "*"]
    assert table["rows"][0]["figures"]["sent"] == 10
    assert table["rows"][0]["figures"]["accepted"] == 5
    assert table["rows"][0]["figures"]["refused"] is None
    assert all(value is None for value in table["rows"][1]["figures"].values())
    assert "Lycée Deux" not in str(found)


async def test_exact_figures_are_for_who_can_read_the_dossiers(office: Office) -> None:
    await classes(office)
    found = await office.get(COORDINATOR, "/v1/figures", by="establishment", exact="true")
    rows = {one["values"]["establishment"]: one["figures"] for one in found["tables"]["establishment"]["rows"]}
    assert (rows["Lycée Un"]["sent"], rows["Lycée Un"]["accepted"], rows["Lycée Deux"]["sent"]) == (12, 7, 2)
    assert found["base"] is None
    await office.get(REFERENT, "/v1/figures", expected=403, exact="true")


async def test_another_partner_s_dossiers_are_not_counted(office: Office) -> None:
    await classes(office)
    found = await office.get(FOREIGN_COORDINATOR, "/v1/figures", exact="true")
    assert found["tables"]["scheme"]["rows"] == []
    await office.get(student("somebody"), "/v1/figures", expected=403)


async def test_csv_and_workbook_have_no_formula_and_say_how_they_are_protected(office: Office) -> None:
    await classes(office)
    csv = (await office.send(REFERENT, "GET", "/v1/figures/table.csv", params={"by": "formation"})).text
    assert "'=BTS;10" in csv
    assert "Secret statistique" in csv
    sent = await office.send(REFERENT, "GET", "/v1/figures/report.xlsx")
    book = load_workbook(BytesIO(sent.content))
    cells = {cell.value: cell.data_type for row in book["Par formation"].iter_rows() for cell in row}
    assert cells["=BTS"] == "s"
    assert book["Par établissement"]["B2"].value == 10


async def test_the_report_is_a_pdf_with_protected_figures_only(office: Office) -> None:
    await classes(office)
    sent = await office.send(REFERENT, "GET", "/v1/figures/report.pdf", params={"school_year": "2026-2027"})
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(sent.content)).pages)
    assert "Lycée Un" in text
    assert "Lycée Deux" not in text
    assert "2026–2027" in text


@pytest.mark.parametrize("by", ["", "person_id", "scheme,gender,month,formation"])
async def test_dimensions_that_are_none_are_refused_with_those_that_are(office: Office, by: str) -> None:
    answer = await office.send(REFERENT, "GET", "/v1/figures", params={"by": by})
    found = problem(answer, "invalid-request", 422)
    assert found["errors"][0]["field"] == "by"
    assert "establishment" in found["errors"][0]["accepted"]
