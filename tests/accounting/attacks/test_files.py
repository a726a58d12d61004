"""Bad files at the doors where files come in: refused with a reason, quickly, and nothing is kept; good ones come out tame."""

import csv
import io
import re

import httpx
import pytest

from tests.accounting.attacks.bad_files import CII, EINVOICES, with_doctype
from tests.accounting.attacks.soundness import assert_sound
from tests.accounting.attacks.walk import filled, query_of, routes
from tests.accounting.attacks.world import World
from tests.accounting.bank.files import MAPPING, camt, cfonb_balance, cfonb_movement, csv_of, entry
from tests.accounting.integration.office import ACTIVITY, SIREN, Office
from tests.accounting.payments.desk import ACCOUNT
from tests.accounting.purchases.buying import drafted
from tests.support.bad_files import DOCTYPES, RECEIPTS, huge_picture, in_utf16
from tests.support.doors import FORMULA
from tests.support.sample_files import png

STATEMENT = camt([entry("10.00", label="A")], closing="110.00")
CFONB = "\n".join(
    (cfonb_balance("01", "301126", 10000), cfonb_movement("011226", 1000, "VIR"), cfonb_balance("07", "011226", 11000))
)
STATEMENTS: dict[str, bytes] = {
    **{f"doctype {kind}": with_doctype(STATEMENT, kind).encode() for kind in DOCTYPES},
    "doctype in UTF-16": in_utf16(with_doctype(STATEMENT, "laughs")),
    "UTF-7": STATEMENT.replace("UTF-8", "UTF-7").encode("utf-7"),
    "cut off": STATEMENT.encode()[:-30],
    "a NUL": STATEMENT.replace(">A<", ">A\0<").encode(),
    "deep": STATEMENT.replace("<Stmt>", "<Stmt>" + "<a>" * 300_000).encode(),
    "a long attribute": STATEMENT.replace("<Stmt>", f'<Stmt a="{"x" * 5_000_000}">').encode(),
    "not a number": camt([entry("NaN")]).encode(),
    "a number without end": camt([entry("1E+999999999")]).encode(),
    "other digits": camt([entry("１２.00")]).encode(),
    "dollars": camt([entry("10.00", currency="USD")]).encode(),
    "the first day": camt([entry("10.00", day="0001-01-01")]).encode(),
    "the last day": camt([entry("10.00", day="9999-12-31")]).encode(),
    "another account": camt([entry("1.00")], iban="FR7630006000010000000005584").encode(),
    "CFONB cut off": CFONB.encode()[:200],
    "CSV in another charset": csv_of(("01/12/2026", "é", "10,00"), charset="cp1252"),
    "CSV in UTF-16": csv_of(("01/12/2026", "A", "10,00")).decode().encode("utf-16"),
    "CSV with a NUL": csv_of(("01/12/2026", "A\0", "10,00")),
    "CSV without end": csv_of(("01/12/2026", "x" * 5_000_000, "1,00")),
    "CSV with an open quote": csv_of() + b'01/12/2026;"' + b"x\n" * 1_000_000,
    "half a cent": csv_of(("01/12/2026", "A", "0,005")),
    "HTML": b"<html><script>alert(1)</script>",
    "a picture": png(),
}


async def _send(office: Office, path: str, content: bytes, role: str = "accountant", **params: str) -> httpx.Response:
    return await office.client.post(f"/v1/{path}", params=params, content=content, headers=office.headers(role))


async def test_electronic_invoices_that_are_made_to_hurt(office: Office) -> None:
    for name, (content, slug) in EINVOICES.items():
        path = f"legal-entities/{SIREN}/received-invoices"
        answer = await _send(office, path, content, name="facture", activity_id=ACTIVITY)
        assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (422, slug), (name, answer.text[:300])
        assert "root:" not in answer.text, name
    assert not await office.deps.purchases.count() + await office.deps.suppliers.count()
    assert CII.count("Toile") == 1


async def test_receipts_that_are_something_else(office: Office) -> None:
    purchase = await drafted(office)
    for case, (content, name, slug) in RECEIPTS.items():
        answer = await _send(office, f"purchases/{purchase['id']}/attachments", content, "student", name=name)
        assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (422, slug), (case, answer.text[:300])
    assert (await office.done("GET", f"purchases/{purchase['id']}"))["attachments"] == []


@pytest.mark.parametrize("name", STATEMENTS)
async def test_bank_files_that_are_none(office: Office, name: str) -> None:
    """422 with the place; no movement of them is there."""
    await office.done("PUT", f"bank-accounts/{ACCOUNT}/csv-mapping", MAPPING)
    answer = await _send(office, f"bank-accounts/{ACCOUNT}/statement-imports", STATEMENTS[name])
    assert answer.status_code == 422, answer.text[:300]
    assert answer.json()["errors"][0]["accepted"]
    assert (await office.done("GET", f"bank-accounts/{ACCOUNT}/movements"))["items"] == []


async def test_control_characters_of_a_bank_do_not_reach_the_books(office: Office) -> None:
    await office.done("PUT", f"bank-accounts/{ACCOUNT}/csv-mapping", MAPPING)
    files = [CFONB.replace("VIR", "V\0R").replace("0000000", "00\0\x1b001", 1).encode()]
    files.append(csv_of(("01/12/2026", "A\x01\x1b[31mB", "3,00")))
    for content in files:
        await _send(office, f"bank-accounts/{ACCOUNT}/statement-imports", content)
    for one in (await office.done("GET", f"bank-accounts/{ACCOUNT}/movements"))["items"]:
        assert not re.search(r"[\x00-\x1f]", one["label"] + one["reference"] + one["end_to_end"]), one
        item = {"kind": "account", "account": "471", "amount": one["amount"]}
        await office.done("POST", f"bank-movements/{one['id']}/match", {"items": [item]})
    export = await office.done("POST", f"legal-entities/{SIREN}/fec-exports", {"year": 2027})
    file = await office.ask("GET", f"fec-exports/{export['id']}/file")
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", file.text)
    await assert_sound(office)


@pytest.mark.parametrize("content", [huge_picture(60_000), huge_picture(12_000), b"<svg/>", b"", b"\x89PNG\r\n\x1a\n"])
async def test_a_logo_that_is_no_picture_or_far_too_large(office: Office, content: bytes) -> None:
    answer = await office.client.put(
        f"/v1/legal-entities/{SIREN}/logo", content=content, headers=office.headers("accountant")
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "logo")


async def test_what_somebody_sent_is_given_back_to_be_stored_only(world: World) -> None:
    """Receipts, originals and the logo: nosniff, and never run or framed by a browser."""
    office, ids = world.office, world.ids
    places = [
        f"purchases/{ids['purchase_id']}/attachments/{ids['sha256']}",
        f"purchases/{ids['received_purchase']}/original",
        f"expense-sheets/{ids['sheet_id']}/lines/{ids['line_id']}/attachments/{ids['expense_file']}",
        f"legal-entities/{SIREN}/logo",
    ]
    for place in places:
        headers = (await office.ask("GET", place)).headers
        assert headers["X-Content-Type-Options"] == "nosniff", place
        assert headers["Content-Security-Policy"].startswith("sandbox"), place
        assert headers.get("Content-Disposition", "attachment").startswith("attachment"), place


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.png",
        "a\r\nSet-Cookie: x=1.png",
        'a";filename="b.exe.png',
        "facture\u202egnp.exe.png",
        "a" * 290 + ".png",
        "..\\..\\a.png",
        "\x00.png",
    ],
)
async def test_no_file_name_gets_out_of_its_header_or_its_folder(office: Office, name: str) -> None:
    purchase = await drafted(office)
    kept = await _send(office, f"purchases/{purchase['id']}/attachments", png(), "student", name=name)
    assert kept.status_code == 201, kept.text
    [one] = kept.json()["attachments"]
    answer = await office.ask("GET", f"purchases/{purchase['id']}/attachments/{one['sha256']}")
    header = answer.headers["Content-Disposition"]
    assert re.fullmatch(r"attachment; filename=\"[A-Za-z0-9 ._()-]+\"; filename\*=UTF-8''[A-Za-z0-9%._~-]+", header)
    assert not re.search(r"[\x00-\x1f/\\\u202e]", one["name"])
    assert len(one["name"]) <= 120
    assert "set-cookie" not in answer.headers


async def test_no_name_becomes_a_formula_in_a_table(world: World) -> None:
    """Every name in the world begins with ``=``; in every CSV it begins with an apostrophe."""
    tables, names = 0, 0
    for method, path, operation in routes(world):
        if method != "GET" or path.startswith("/sign/"):
            continue
        formats = [one for one in operation.get("parameters", ()) if one["name"] == "format" and one["in"] == "query"]
        params = query_of(operation) | ({"format": "csv"} if formats else {})
        headers = world.office.headers("accountant")
        answer = await world.office.client.get(filled(world, path), params=params, headers=headers)
        if answer.status_code != 200 or "text/csv" not in answer.headers["Content-Type"]:
            continue
        cells = [one for row in csv.reader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";") for one in row]
        tables, names = tables + 1, names + sum("zibelin" in one.lower() for one in cells)
        assert not [one for one in cells if one.startswith(FORMULA) and re.search("[A-Za-z]", one)], path
    assert (tables >= 15, names >= 40) == (True, True), (tables, names)
