"""Importing CSV statements over HTTP by a saved mapping."""

import pytest

from tests.accounting.bank.branch import ACCOUNT, Branch
from tests.accounting.bank.files import csv_of


async def test_the_same_file_twice_adds_nothing(branch: Branch) -> None:
    """Every movement once, whatever is sent how often; both imports are told."""
    file = csv_of(("01/12/2026", "VIR A", "10,00"), ("01/12/2026", "CB B", "-4,20"))
    first, second = await branch.imported(file), await branch.imported(file)
    assert (first["added_count"], first["known_count"]) == (2, 0)
    assert (second["added_count"], second["known_count"]) == (0, 2)
    assert [one["amount"] for one in await branch.movements()] == ["10.00", "-4.20"]


async def test_overlapping_files_add_only_what_is_new(branch: Branch) -> None:
    """Two coffees of one day are two; the file that overlaps brings the third and no fourth."""
    coffee = ("30/11/2026", "CAFÉ", "-2,00")
    await branch.imported(csv_of(("29/11/2026", "VIR", "9,00"), coffee, coffee))
    dry = (await branch.send(csv_of(coffee, coffee, coffee), "?dry_run=true")).json()
    assert (dry["new_count"], dry["known_count"], dry["acceptable"]) == (1, 2, True)
    assert len(await branch.movements()) == 3
    again = await branch.imported(csv_of(coffee, coffee, coffee, ("01/12/2026", "VIR", "9,00")))
    assert (again["added_count"], again["known_count"]) == (2, 2)
    assert len(await branch.movements("&from=2026-11-30&to=2026-11-30")) == 3


@pytest.mark.parametrize(
    ("rows", "field", "said"),
    [
        ([("31/02/2026", "A", "1,00")], "rows.2.booked_on", "n'est pas une date DD/MM/YYYY"),
        ([("01/12/2026", "A", "1.50")], "rows.2.amount", "n'est pas un montant"),
        ([("01/12/2026", "A", "12,00 USD")], "rows.2.amount", "n'est pas un montant en euros"),
        ([("01/12/2026", "A", "")], "rows.2.amount", "le montant manque"),
        ([("01/12/1999", "A", "1,00")], "rows.2.booked_on", "invraisemblable"),
        ([("01/12/2026", "A", "1,00"), ("03/12/2027", "A", "1,00")], "rows.3.booked_on", "invraisemblable"),
    ],
)
async def test_a_wrong_cell_is_named_and_nothing_is_written(
    branch: Branch, rows: list[tuple[str, str, str]], field: str, said: str
) -> None:
    """One bad row, and the good ones beside it are not there either."""
    found = await branch.problems(csv_of(("01/12/2026", "bon", "5,00"), *rows))
    place = field.replace("rows.3", "rows.4").replace("rows.2", "rows.3")
    assert said in found[place][0], found


async def test_another_charset_is_said(branch: Branch) -> None:
    """cp1252 read as UTF-8 stops at the byte; UTF-8 read as cp1252 would go through with wrong letters, and stops too."""
    row = ("01/12/2026", "CAFÉ DE L'ÉTÉ", "-2,00")
    found = await branch.problems(csv_of(row, charset="cp1252"))
    assert "n'est pas du utf-8" in found["rows.1.19"][0]
    mapping = {"booked_on": 1, "labels": [3], "amount": 4, "charset": "cp1252"}
    await branch.office.done("PUT", f"bank-accounts/{ACCOUNT}/csv-mapping", mapping)
    assert "UTF-8" in (await branch.problems(csv_of(row)))["rows.1"][0]
    await branch.imported(csv_of(row, charset="cp1252"))
    assert [one["label"] for one in await branch.movements()] == ["CAFÉ DE L'ÉTÉ"]


async def test_a_file_cut_off_is_found(branch: Branch) -> None:
    """In the middle of a row, in the middle of quotes, and by the balances."""
    file = csv_of(("30/11/2026", "VIR A", "10,00"), ("01/12/2026", "CB B", "-4,20"))
    assert "coupée" in (await branch.problems(file[: file.rindex(b";-4") - 2]))["rows.3"][0]
    assert "n'est pas un CSV entier" in (await branch.problems(file[:-20] + b';"CB'))["file"][0]
    rows = b"Date;Valeur;Libell\xc3\xa9;Montant;Solde\n01/12/2026;;C;5,00;25,00\n30/11/2026;;B;7,00;13,00\n"
    assert "le solde ne suit pas" in (await branch.problems(rows))["rows.3.balance"][0]


async def test_a_missing_column_shows_those_that_there_are(branch: Branch) -> None:
    """The heading that is looked for, and the headings of the file."""
    found = await branch.problems(csv_of(("01/12/2026", "A", "1,00")).replace(b"Montant", b"Somme"))
    assert found["rows.1.amount"] == (
        "la colonne « Montant » n'est pas dans le fichier",
        "Date | Valeur | Libellé | Somme | Solde",
    )


async def test_mappings_that_make_no_sense_are_refused(branch: Branch) -> None:
    """Both an amount and a debit; a heading where there are none; an unknown charset."""
    for change, field in (
        ({"debit": "Débit"}, "amount"),
        ({"has_headings": False}, "booked_on"),
        ({"charset": "utf-16"}, "charset"),
        ({"separator": ","}, "separator"),
    ):
        body = {"booked_on": "Date", "labels": ["L"], "amount": "M"} | change
        answer = await branch.office.ask("PUT", f"bank-accounts/{ACCOUNT}/csv-mapping", body)
        assert answer.status_code == 422, answer.text
        assert [one["field"] for one in answer.json()["errors"]] == [field]
