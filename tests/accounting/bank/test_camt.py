"""Importing CAMT.053 statements over HTTP."""

import pytest

from tests.accounting.bank.branch import Branch
from tests.accounting.bank.files import camt, csv_of, detail, entry

BOMB = '<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><Document>&b;</Document>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'


@pytest.mark.parametrize("version", ["02", "04", "08"])
async def test_entries_become_movements(branch: Branch, version: str) -> None:
    """The bank's reference, the label, the sign; a batch is one movement each; what is only announced is none."""
    status = "<Sts><Cd>BOOK</Cd></Sts>" if version == "08" else "<Sts>BOOK</Sts>"
    batch = detail("30.00", "Librairie Exemple", "Facture 2026-000001") + detail("12.50", "Anne Exemple", "Sac")
    entries = [
        entry("42.50", reference="LOT1", details=batch, status=status),
        entry("7.00", side="DBIT", reference="F1", label="FRAIS DE TENUE", status=status),
        entry("99.00", reference="P1", status=status.replace("BOOK", "PDNG")),
    ]
    found = await branch.imported(camt(entries, "100.00", "135.50", version).encode())
    assert (found["format"], found["added_count"]) == ("camt", 3)
    told = [(one["amount"], one["label"], one["counterparty"], one["reference"]) for one in await branch.movements()]
    assert sorted(told) == [
        ("-7.00", "FRAIS DE TENUE", "", "F1"),
        ("12.50", "Sac", "Anne Exemple", "LOT1/2"),
        ("30.00", "Facture 2026-000001", "Librairie Exemple", "LOT1/1"),
    ]


async def test_the_banks_reference_tells_movements_apart_in_overlapping_files(branch: Branch) -> None:
    """The same reference with another label is the same movement; the next statement adds only its own."""
    await branch.imported(camt([entry("5.00", reference="R1", label="A")], "0.00", "5.00").encode())
    later = [entry("5.00", reference="R1", label="A, complété"), entry("5.00", reference="R2", label="A")]
    again = await branch.imported(camt(later, "0.00", "10.00").replace("S1", "S2").encode())
    assert (again["added_count"], again["known_count"]) == (1, 1)


async def test_balances_and_movements_agree_or_the_difference_is_said(branch: Branch) -> None:
    """Opening + movements = closing, to the cent."""
    found = await branch.problems(camt([entry("5.00", reference="R1")], "100.00", "105.01").encode())
    assert "écart de -0.01" in found["statements.0"][0]


@pytest.mark.parametrize("content", [BOMB, OUTSIDE, BOMB.encode("utf-16")])
async def test_a_document_type_is_refused_before_anything_is_expanded(branch: Branch, content: str | bytes) -> None:
    """Entities, expanded or from outside, need a DOCTYPE: there is none in a statement."""
    raw = content if isinstance(content, bytes) else content.encode()
    found = await branch.problems(raw, "?format=camt")
    assert "DOCTYPE" in found["file"][0]


async def test_a_file_cut_off_says_where(branch: Branch) -> None:
    """Half a file is no file, wherever it is cut."""
    whole = camt([entry("5.00", reference="R1")], "100.00", "105.00").encode()
    for length in (len(whole) - 3, len(whole) // 2, 250, 60):
        found = await branch.problems(whole[:length])
        assert set(found) <= {"file"}, found


@pytest.mark.parametrize(
    ("file", "field", "said"),
    [
        (camt([entry("5.00", currency="USD")]), "entries.1.Amt", "la devise est USD"),
        (camt([entry("5.005")]), "entries.1.Amt", "n'est pas un montant"),
        (camt([entry("5.00", day="2026-13-01")]), "entries.1.BookgDt", "n'est pas une date"),
        (camt([entry("5.00", day="1970-01-01")]), "entries.1.BookgDt", "invraisemblable"),
        (camt([entry("5.00", side="?")]), "entries.1.CdtDbtInd", "n'est pas un sens"),
        (camt([], iban="FR1420041010050500013M02606"), "statements.0.Acct", "pas de FR76"),
        (camt([], version="99"), "file", "camt.053.001.99"),
        (camt([]).replace("camt.053", "camt.052"), "file", "camt.052, pas un relevé"),
        ("<html></html>", "file", "l'élément html"),
    ],
)
async def test_what_is_wrong_is_named(branch: Branch, file: str, field: str, said: str) -> None:
    """The entry by its number, the element by its name."""
    found = await branch.problems(file.encode())
    assert said in found[field][0], found


async def test_a_file_over_the_limit_is_not_read(branch: Branch) -> None:
    """50 MB, by the declared length already."""
    headers = branch.office.headers("accountant") | {"Content-Type": "text/csv", "Content-Length": str(51 * 1024**2)}
    path = "/v1/bank-accounts/courant/statement-imports"
    answer = await branch.office.client.post(path, content=csv_of(), headers=headers)
    assert answer.status_code == 413
    assert not await branch.movements()
