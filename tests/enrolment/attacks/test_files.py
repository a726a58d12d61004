"""Bad files at the doors where files come in: refused with a reason, quickly, and nothing is kept; good ones come out tame."""

import csv
import io
import re
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.enrolment.applications.desk import PDF
from tests.enrolment.attacks.bad_workbooks import WORKBOOKS
from tests.enrolment.attacks.people import COORDINATOR, EPA, OWN
from tests.enrolment.attacks.soundness import written
from tests.enrolment.attacks.walk import filled, query_of, routes
from tests.enrolment.attacks.world import World
from tests.enrolment.office import HEADER, Actor
from tests.support.bad_files import RECEIPTS, huge_picture
from tests.support.doors import FORMULA
from tests.support.sample_files import JPEG, png

DOORS: dict[str, tuple[Actor, dict[str, str]]] = {
    "/v1/applications/{application_id}/attachments": (OWN, {"kind": "certificate"}),
    "/v1/applications/{application_id}/screening/proofs": (OWN, {}),
    "/v1/consents/{consent_id}/scans": (COORDINATOR, {}),
    "/v1/ici/funding-requests/{request_id}/receipts": (
        OWN,
        {"amount": "1.00", "paid_on": "2026-09-20", "label": "Bois"},
    ),
    "/v1/mini-enterprises/{enterprise_id}/agreement/scans": (EPA, {}),
    "/v1/mini-enterprises/{enterprise_id}/members/{member_id}/files": (OWN, {"kind": "cv"}),
}
"""Where people attach files: who, and what has to be said with one."""
BAD: dict[str, tuple[bytes, str]] = {
    **{case: (content, name) for case, (content, name, _) in RECEIPTS.items()},
    "a script that says it is a picture": (b"<?php system($_GET['c']); ?>", "photo.jpg"),
    "a page that says it is a PDF": (b"<!doctype html><script>alert(1)</script>%PDF-1.7", "a.pdf"),
    "a program": (b"MZ" + bytes(200), "facture.pdf"),
    "a workbook": (next(iter(WORKBOOKS.values())), "a.pdf"),
    "a text": (b"Bonjour", "a.pdf"),
}
NAMES = (
    "../../etc/passwd.png",
    "..\\..\\a.png",
    "a\r\nSet-Cookie: x=1.png",
    'a";filename="b.exe.png',
    "cv\u202egnp.exe.png",
    "a" * 290 + ".png",
    "\x00.png",
    "👩‍🎨 é.png",
)


@pytest.mark.parametrize("door", DOORS)
async def test_files_that_are_something_else_are_refused_and_not_kept(world: World, door: str) -> None:
    actor, query = DOORS[door]
    before = await written(world)
    for case, (content, name) in BAD.items():
        answer = await world.office.send(
            actor, "POST", filled(world, door), params=query | {"name": name}, content=content
        )
        assert answer.status_code == 422, (case, answer.text[:200])
        assert answer.json()["errors"][0]["accepted"], case
        assert not re.search(r"(?i)traceback|root:|/tmp|site-packages", answer.text), case
    assert await written(world) == before


@pytest.mark.parametrize("door", DOORS)
async def test_what_comes_in_is_given_back_to_be_stored_only(world: World, door: str) -> None:
    """A picture with a script behind it stays a picture: nosniff, never run or framed, under a name that is only a name."""
    actor, query = DOORS[door]
    for number, name in enumerate(NAMES):
        picture = png() + b"<?php echo 1 ?><script>alert(1)</script>" + bytes([number])
        kept = await world.office.send(
            actor, "POST", filled(world, door), params=query | {"name": name}, content=picture
        )
        assert kept.status_code in (201, 409, 422), kept.text
        if kept.status_code != 201:
            continue
        sha256 = re.findall(r'"sha256":"([0-9a-f]{64})"', kept.text)[-1]
        given = await world.office.send(actor, "GET", f"{filled(world, door)}/{sha256}")
        assert given.status_code == 200, given.text
        header = given.headers["Content-Disposition"]
        assert re.fullmatch(
            r"attachment; filename=\"[A-Za-z0-9 ._()-]+\"(; filename\*=UTF-8''[A-Za-z0-9%._~-]+)?", header
        )
        assert given.headers["X-Content-Type-Options"] == "nosniff"
        assert given.headers["Content-Security-Policy"].startswith("sandbox")
        assert "set-cookie" not in given.headers
        assert not re.search(r"[\x00-\x1f\\\u202e]|\.\./", kept.json().get("name", ""))


async def test_a_picture_of_sixty_thousand_points_a_side_is_nothing_to_unpack(world: World) -> None:
    """Kept as it is or refused: nobody here draws it."""
    actor, query = OWN, {"kind": "certificate", "name": "a.png"}
    path = filled(world, "/v1/applications/{application_id}/attachments")
    for content in (huge_picture(60_000), JPEG + bytes(100)):
        answer = await world.office.send(actor, "POST", path, params=query, content=content)
        assert answer.status_code in (201, 422), answer.text


async def test_a_file_without_end_and_one_that_is_packed_stop_at_their_limit(world: World) -> None:
    """413 as soon as it is too large; a body that says it is packed is not unpacked."""
    path = filled(world, "/v1/applications/{application_id}/attachments")
    query = {"kind": "certificate", "name": "a.pdf"}
    limit = world.office.deps.settings.attachment_bytes
    long = await world.office.send(OWN, "POST", path, params=query, content=PDF + bytes(limit))
    assert long.status_code == 413
    packed = await world.office.send(
        OWN, "POST", path, params=query, content=b"\x1f\x8b\x08" + bytes(500), headers={"Content-Encoding": "gzip"}
    )
    assert packed.status_code in (415, 422)


@pytest.mark.parametrize("case", WORKBOOKS)
async def test_workbooks_that_are_made_to_hurt(world: World, case: str) -> None:
    """Refused as a whole with what would be accepted, in seconds; nobody is registered."""
    before = await written(world)
    path = filled(world, "/v1/programmes/{programme_id}/roster")
    answer = await world.office.send(COORDINATOR, "POST", path, content=WORKBOOKS[case])
    assert answer.status_code == 422, answer.text[:300]
    assert answer.json()["errors"][0]["accepted"]
    assert "root:" not in answer.text
    assert await written(world) == before


CSVS: dict[str, bytes] = {
    "empty": b"",
    "only blanks": b"\n\n ;;; \n",
    "UTF-16": f"{HEADER}\n".encode("utf-16"),
    "a NUL": f"{HEADER}\nL\0u;V;l@example.org;2007-01-01;1;none;;;".encode(),
    "an open quote": f'{HEADER}\n"'.encode() + b"x\n" * 400_000,
    "a cell without end": f"{HEADER}\n{'x' * 5_000_000};V".encode(),
    "a hundred thousand columns": b";" * 100_000,
    "twice the same heading": f"{HEADER};email\n".encode(),
    "HTML": b"<html><script>alert(1)</script></html>",
    "a picture": png(),
    "a PDF": PDF,
}


@pytest.mark.parametrize("case", CSVS)
async def test_lists_that_are_none(world: World, case: str) -> None:
    """At every door for lists: a clear refusal or a report without a good row, never an error of ours."""
    before = await written(world)
    for door in (
        "/v1/programmes/{programme_id}/roster",
        "/v1/companies/import",
        "/v1/mentors/import",
        "/v1/reference-data/{kind}/import",
    ):
        answer = await world.office.send(
            COORDINATOR, "POST", filled(world, door), content=CSVS[case], headers={"Content-Type": "text/csv"}
        )
        assert answer.status_code in (200, 413, 415, 422), (door, answer.text[:200])
        assert not re.search(r"(?i)traceback|/site-packages", answer.text)
    assert await written(world) == before


async def test_what_nobody_can_read_is_in_no_list(world: World) -> None:
    """A NUL in a cell that is searched would be an error of the store: it is told by row and field."""
    before = await written(world)
    for door, text in {
        "/v1/reference-data/establishments/import": "code;name;kind;city\nnul;L;high_school;Di\0jon",
        "/v1/reference-data/formations/import": "code;label;diploma\nnul;L\0;bts",
        "/v1/reference-data/partners/import": "code;label;kind\nnul;L\u202e;pepite",
        "/v1/companies/import": "code;name;city\nnul;L\0;Dijon",
        "/v1/mentors/import": "given_name;family_name;email\nOdile;M\0;odile@example.org",
    }.items():
        answer = await world.office.send(COORDINATOR, "POST", door, content=text.encode())
        assert answer.status_code == 200, (door, answer.text)
        assert (answer.json()["rows"], len(answer.json()["errors"])) == ([], 1), (door, answer.text)
    assert await written(world) == before


async def test_no_name_becomes_a_formula_in_a_table(world: World) -> None:
    """Every name of the campus begins with ``=``; no cell that leaves the house does."""
    tables: list[tuple[str, list[Any]]] = []
    for method, path, operation in routes(world):
        if method != "GET" or not path.endswith((".csv", ".xlsx")):
            continue
        answer = await world.office.send(
            COORDINATOR, "GET", filled(world, path), params=query_of(world, path, operation)
        )
        kind = answer.headers.get("Content-Type", "")
        if "text/csv" in kind:
            read = csv.reader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";")
            tables.append((path, [cell for row in read for cell in row]))
        elif "spreadsheetml" in kind:
            book = load_workbook(io.BytesIO(answer.content))
            found = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
            assert not [cell for cell in found if cell.data_type == "f"], path
            tables.append((path, [cell.value for cell in found if isinstance(cell.value, str)]))
    assert len(tables) == 2
    for path, cells in tables:
        assert not [one for one in cells if one.startswith(FORMULA) and re.search("[A-Za-z]", one)], path
