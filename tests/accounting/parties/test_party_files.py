"""Files of customers and suppliers, in and out; and statements as CSV and PDF."""

from typing import Any

import httpx
import pypdf

from tests.accounting.integration.office import SIREN, Office
from tests.accounting.parties.answers import IBAN, SHOP, WEAVER, fields, slug

CUSTOMERS = (
    "Nom;Type;SIREN;Adresse;Code postal;Ville;Courriel;Délai de paiement;Fin de mois\r\n"
    "Épicerie Exemple;professionnel;900 000 001;1 rue du Port;25000;Besançon;a@epicerie.fr;45;oui\r\n"
    "Jeanne Exemple;particulier;;2 rue du Port;25000;Besançon;;;\r\n"
)


async def _send(office: Office, path: str, content: bytes) -> httpx.Response:
    headers = office.headers("accountant") | {"Content-Type": "text/csv"}
    return await office.client.post(f"/v1/{path}", content=content, headers=headers)


async def test_a_file_of_customers_is_taken_in_once(office: Office) -> None:
    content = CUSTOMERS.encode("cp1252")
    dry = (await _send(office, "customers/imports?dry_run=true", content)).json()
    assert (dry["created"], await office.deps.customers.count()) == (2, 0)
    first = (await _send(office, "customers/imports", content)).json()
    assert [(one["line"], one["outcome"]) for one in first["rows"]] == [(2, "created"), (3, "created")]
    before = [one.document for one in await office.deps.customers.all()]
    second = (await _send(office, "customers/imports", content)).json()
    assert (second["created"], second["known"]) == (0, 2)
    assert (
        [one["id"] for one in second["rows"]]
        == [one["id"] for one in first["rows"]]
        == [one["id"] for one in dry["rows"]]
    )
    assert [one.document for one in await office.deps.customers.all()] == before
    made = await office.done("GET", f"customers/{first['rows'][0]['id']}")
    assert (made["name"], made["siren"], made["shared"]) == ("Épicerie Exemple", "900000001", True)
    assert made["payment_terms"] == {"days": 45, "end_of_month": True}


async def test_a_problem_in_a_row_is_told_by_row_and_field_and_nothing_is_written(office: Office) -> None:
    rows = (
        "Mauvais;étranger;900000002;;2500;Besançon;nobody;99;\r\n"
        "Encore;professionnel;900000001;3 rue;25000;Besançon;;;\r\n"
        "jeanne EXEMPLE;particulier;;4 rue;25000;Besançon;;;peut-être\r\n"
    )
    answer = await _send(office, "customers/imports", (CUSTOMERS + rows).encode())
    assert answer.status_code == 422
    assert fields(answer) == ["rows.4.kind", "rows.6.end_of_month", "rows.5.siren"]
    wrong = await _send(office, "customers/imports", (CUSTOMERS + rows.replace("étranger", "")).encode())
    assert {"rows.4.siren", "rows.4.address.postcode", "rows.4.email", "rows.4.payment_terms.days"} <= set(
        fields(wrong)
    )
    assert await office.deps.customers.count() == 0
    large = await _send(office, "customers/imports", b"name\n" + b"x" * 2**20)
    assert large.status_code == 413


async def test_a_file_of_suppliers_gives_each_its_account_and_confirms_no_iban(office: Office) -> None:
    await office.bought()
    content = f"nom;siren;iban;compte de charge\nTissus Exemple;900000019;{IBAN};601\nFils;900000027;;602\n".encode()
    for created in (2, 0):
        answer = await _send(office, f"suppliers/imports?legal_entity={SIREN}", content)
        assert answer.json()["created"] == created
    found = await office.done("GET", "suppliers")
    assert [(one["name"], one["account"], one["iban_confirmed"]) for one in found["items"]] == [
        ("Fils", "F00002", False),
        ("Tissus Exemple", "F00001", False),
    ]
    unknown = await _send(office, "suppliers/imports?legal_entity=900000035", content)
    assert unknown.status_code == 404


async def test_what_is_given_out_is_no_formula_and_can_be_taken_in_again(office: Office) -> None:
    evil = '=HYPERLINK("http://exemple.fr";"Cliquez")'
    await office.done("POST", "customers", SHOP | {"name": evil})
    await office.done("POST", "suppliers", WEAVER | {"name": "@SUM(A1)", "iban": IBAN})
    given = await office.ask("GET", "customers/exports")
    assert given.headers["content-type"].startswith("text/csv")
    assert "\"'=HYPERLINK(" in given.text
    for path, text in (
        ("customers/imports", given.content),
        (
            f"suppliers/imports?legal_entity={SIREN}",
            (await office.ask("GET", f"suppliers/exports?legal_entity={SIREN}")).content,
        ),
    ):
        again = await _send(office, path, text)
        assert (again.status_code, again.json()["known"]) == (200, 1), again.text


async def test_a_statement_is_given_as_csv_and_as_pdf_in_french(office: Office, tmp_path: Any) -> None:
    invoice = await office.issued()
    await office.pay(invoice, "200.00")
    path = f"customers/{invoice['customer_id']}/statement"
    found = await office.done("GET", path)
    assert (found["balance"], found["open"]["items"][0]["open"], found["open"]["unallocated"]) == (
        "1000.00",
        "1000.00",
        "0.00",
    )
    assert [(one["debit"], one["credit"], one["balance"]) for one in found["lines"]] == [
        ("1200.00", "0.00", "1200.00"),
        ("0.00", "200.00", "1000.00"),
    ]
    text = (await office.ask("GET", f"{path}?format=csv")).text
    assert "Relevé de compte du client Librairie Exemple" in text
    assert "Solde dû par le client;;;;;1000,00" in text
    pdf = await office.ask("GET", f"{path}?format=pdf")
    (tmp_path / "r.pdf").write_bytes(pdf.content)
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "r.pdf").pages)
    assert "Factures ouvertes" in words
    assert "Mouvements du compte" in words
    future = await office.ask("GET", f"{path}?on=2027-01-01")
    assert (future.status_code, slug(future)) == (422, "invalid-on")
