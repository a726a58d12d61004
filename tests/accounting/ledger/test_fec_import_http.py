"""Files over HTTP: as a stream, with a limit of their own, for those whose task it is."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from accounting.usecases.fec.complete_fec_imports import complete_fec_imports
from essaim.cli.archive_check import check_archive
from essaim.cli.fec_plan import import_line, plan_lines
from tests.accounting.integration.office import ENTITY, Office, open_office
from tests.accounting.ledger.books import SIREN
from tests.accounting.ledger.foreign_fec import NAME, content, rows

URL = f"/v1/legal-entities/{SIREN}/fec-imports"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A deployment with its legal entity."""
    async with open_office(tmp_path) as office:
        await office.done("PUT", f"legal-entities/{SIREN}", ENTITY)
        yield office


async def _send(office: Office, raw: bytes, role: str = "accountant", **options: str) -> httpx.Response:
    headers = {**office.headers(role), "Content-Type": "text/plain", "Idempotency-Key": "the-same-key"}
    headers |= {key: options.pop(key) for key in ("Content-Type", "Content-Length") if key in options}

    async def parts() -> AsyncIterator[bytes]:
        for at in range(0, len(raw), 700):
            yield raw[at : at + 700]

    return await office.client.post(URL, params={"file_name": NAME} | options, headers=headers, content=parts())


async def test_dry_run_then_import_then_refused(office: Office) -> None:
    """FEC-08: first what would happen, then it happens, then it does not happen again."""
    plan = await _send(office, content(), dry_run="true")
    assert plan.status_code == 200, plan.text
    found = plan.json()
    assert (found["acceptable"], found["result"], found["opening_line_count"]) == (True, "650.00", 7)
    assert {"number": "28183000", "account": "281830", "new": True}.items() <= found["accounts"][1].items()
    shown = "\n".join(plan_lines(found))
    assert "281830" in shown
    assert "(à ajouter)" in shown
    assert shown.endswith("ACCEPTABLE")
    assert "T08" not in found["finding_counts"]
    assert await office.ledger() == []
    done = await _send(office, content())
    assert done.status_code == 201, done.text
    assert done.json()["status"] == "DONE"
    assert await office.ledger() == [("AN-000001", "opening")]
    assert (await office.done("GET", done.headers["location"].removeprefix("/v1/")))["posted_count"] == 1
    again = await _send(office, content())
    assert (again.status_code, again.json()["type"]) == (409, "urn:essaim:problem:fec-already-imported")


async def test_entries_are_posted_after_the_answer(office: Office) -> None:
    """202, and progress where the answer points."""
    asked = await _send(office, content(), mode="entries")
    assert asked.status_code == 202, asked.text
    assert asked.json()["entry_count"] == 5
    await complete_fec_imports(office.deps)
    over = await office.done("GET", f"fec-imports/{asked.json()['id']}")
    assert (over["status"], over["posted_count"], over["lettered_count"]) == ("DONE", 5, 2)
    assert import_line(over).endswith("5 écritures ; 2 lignes lettrées, 0 non reprises")
    listed = await office.done("GET", f"fec-imports?siren={SIREN}")
    assert [one["id"] for one in listed["items"]] == [over["id"]]


async def test_problems_by_line_and_field(office: Office) -> None:
    """FEC-04, ACC-07: 422 with every line, and nothing is written; the dry run says the same."""
    lines = rows()
    lines[3][4], lines[7][11] = "80000000", "3 00,00"
    refused = await _send(office, content(lines))
    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:essaim:problem:fec-unusable"
    assert {one["field"] for one in refused.json()["errors"]} >= {"lines.5.CompteNum", "lines.9.Debit"}
    plan = (await _send(office, content(lines), dry_run="true")).json()
    assert not plan["acceptable"]
    assert plan["problem_count"] >= 2
    assert "ligne 5, CompteNum : 80000000 n'est sous aucun compte" in "\n".join(plan_lines(plan))
    assert await office.ledger() == []


async def test_limits_and_forms(office: Office) -> None:
    """A file that is declared too large, a form, and nobody's business."""
    large = await _send(office, content(), **{"Content-Length": str(2 * 1024**3)})
    assert (large.status_code, large.json()["type"]) == (413, "urn:essaim:problem:body-too-large")
    form = await _send(office, content(), **{"Content-Type": "multipart/form-data; boundary=x"})
    assert (form.status_code, form.json()["errors"][0]["field"]) == (422, "Content-Type")
    for role in ("student", "coach", "cae_officer"):
        assert (await _send(office, content(), role)).status_code in (403, 404)
    other = await office.client.post(
        "/v1/legal-entities/999999014/fec-imports", params={"file_name": NAME}, headers=office.headers("accountant")
    )
    assert other.status_code == 404


async def test_history_is_closed_archived_and_fetched(office: Office, tmp_path: Path) -> None:
    """ACC-10: what came from another software is put away like everything else, and its bytes are what was announced."""
    await _send(office, content(), mode="entries")
    await complete_fec_imports(office.deps)
    path = f"legal-entities/{SIREN}/closings"
    for month in (*(f"2025-{one:02d}" for one in range(9, 13)), *(f"2026-{one:02d}" for one in range(1, 9))):
        await office.done("POST", path, {"month": month})
    await office.done("POST", path, {"year": 2026})
    archive = await office.done("POST", f"legal-entities/{SIREN}/archives", {"year": 2026})
    assert (archive["entry_count"], archive["keep_until"], archive["payments_until"]) == (5, "2036-12-01", "2032-12-01")
    answer = await office.ask("GET", f"archives/{archive['id']}/file", role="cae_officer")
    assert answer.headers["content-type"] == "application/zip"
    assert hashlib.sha256(answer.content).hexdigest() == archive["sha256"]
    file = tmp_path / archive["file_name"]
    file.write_bytes(answer.content)
    assert check_archive(file).findings == []
    listed = await office.done("GET", f"archives?siren={SIREN}", role="cae_officer")
    assert listed["items"] == [archive]


async def test_archive_is_for_accountants_and_read_by_officers(office: Office) -> None:
    """ACC-10: refused while the year is open; the officer reads deadlines and makes nothing."""
    path = f"legal-entities/{SIREN}/archives"
    refused = await office.ask("POST", path, {"year": 2027})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:essaim:problem:acc-10-year-open")
    assert (await office.ask("POST", path, {"year": 2027}, role="cae_officer")).status_code == 403
    assert (await office.done("GET", f"archives?siren={SIREN}", role="cae_officer"))["items"] == []
    assert (await office.ask("GET", "archives", role="student")).status_code in (403, 404)
