"""The FEC file (FEC-01 to FEC-13)."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from accounting.documents.fec import HEADER, FecFacts, describe_fec, render_entry
from accounting.domain import sale_entries
from accounting.domain.accounts import SEEDED
from accounting.domain.entry import Entry, EntryDraft, validate
from accounting.domain.fec_export import file_name
from accounting.domain.invoice import issued as certain
from tests.accounting.unit.samples import BOOKS, SIREN, TODAY, bought, issued, line, purchase_posted

COLUMNS = [
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
]


_ENTRY = TypeAdapter(Entry)


def stored(draft: EntryDraft, number: int, validated_on: date, **letters: Any) -> dict[str, Any]:
    """A record as it is stored."""
    entry = validate(draft, SEEDED, 2027, number, validated_on)
    return {"entry": _ENTRY.dump_python(entry, mode="json"), "letters": letters}


def entries() -> list[dict[str, Any]]:
    """Three records in the order of the chain."""
    invoice = issued(line(1_234_567_89), line(5))
    sale = sale_entries.sale(BOOKS, "i1", invoice, certain(invoice))
    purchase = purchase_posted(replace(bought(), supplier_reference="T\t17|\r\nbis"))
    letter = {"code": "AAA", "lettered_on": "2026-12-04", "record": 9}
    return [
        stored(sale, 1, date(2026, 12, 2), **{"0": letter}),
        stored(purchase, 1, date(2026, 12, 2)),
        stored(sale, 2, date(2026, 12, 3)),
    ]


def render_fec(records: list[dict[str, Any]]) -> str:
    """The text of a small file."""
    return HEADER + "".join(map(render_entry, records))


def rows() -> list[dict[str, str]]:
    head, *body = render_fec(entries()).split("\r\n")
    return [dict(zip(head.split("\t"), one.split("\t"), strict=True)) for one in body]


def test_fec_01_02_03_the_eighteen_columns_in_order_and_tab_separated() -> None:
    lines = render_fec(entries()).split("\r\n")
    assert lines[0].split("\t") == COLUMNS
    assert {one.count("\t") for one in lines} == {17}
    assert not any("|" in one for one in lines)


def test_fec_04_decimals_have_a_comma_and_thousands_no_mark() -> None:
    assert rows()[0]["Debit"] == "1481481,53"
    assert all(re.fullmatch(r"[0-9]+,[0-9]{2}", one[side]) for one in rows() for side in ("Debit", "Credit"))


def test_fec_05_dates_are_eight_digits() -> None:
    dates = {one[name] for one in rows() for name in ("EcritureDate", "PieceDate", "ValidDate")}
    assert dates == {"20261201", "20261120", "20261202", "20261203"}


def test_fec_06_the_name_of_the_file() -> None:
    assert file_name(SIREN, date(2027, 8, 31)) == "732829320FEC20270831.txt"
    assert re.fullmatch(r"\d{9}FEC\d{8}(_\d+)?\.txt", file_name(SIREN, TODAY))


def test_fec_08_09_a_year_without_carry_forward_starts_with_its_first_entry_and_is_not_closed() -> None:
    assert {one["JournalCode"] for one in rows()} == {"VE", "AC"}


def test_fec_10_entries_stand_in_the_order_of_their_validation() -> None:
    numbers = list(dict.fromkeys(one["EcritureNum"] for one in rows()))
    assert numbers == ["VE-000001", "AC-000001", "VE-000002"]
    assert [one["ValidDate"] for one in rows()] == sorted(one["ValidDate"] for one in rows())


def test_fec_11_only_what_is_known_is_filled_in_but_amounts_always() -> None:
    letters = [(one["EcritureLet"], one["DateLet"]) for one in rows()]
    assert letters == [("AAA", "20261204")] + [("", "")] * (len(letters) - 1)
    for one in rows():
        assert (one["Montantdevise"], one["Idevise"]) == ("", "")
        assert (one["Debit"] == "0,00") != (one["Credit"] == "0,00")
        assert bool(one["CompAuxNum"]) == (one["CompteNum"] in ("411000", "401000"))
        assert one["PieceRef"]
        assert one["EcritureLib"]


def test_fec_12_the_text_is_utf_8_without_control_characters() -> None:
    text = render_fec(entries())
    assert text.encode().decode() == text
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    assert [one["PieceRef"] for one in rows() if one["JournalCode"] == "AC"] == ["T 17 bis"] * 3


def test_fec_13_every_entry_and_the_file_balance() -> None:
    sums: dict[str, int] = {}
    for one in rows():
        cents = int(one["Debit"].replace(",", "")) - int(one["Credit"].replace(",", ""))
        sums[one["EcritureNum"]] = sums.get(one["EcritureNum"], 0) + cents
    assert set(sums.values()) == {0}


def test_there_is_no_empty_line_at_the_end_and_accounts_have_six_digits() -> None:
    assert render_fec(entries()).splitlines()[-1].strip()
    assert not render_fec(entries()).endswith("\n")
    assert {len(one["CompteNum"]) for one in rows()} == {6}


def test_the_description_says_how_to_read_the_file() -> None:
    facts = FecFacts("Coopérative Exemple", "732829320FEC20270831.txt", 3, 9, ["VE", "AC"], lettered=True)
    text = describe_fec(facts)
    assert "Écritures : 3" in text
    assert "VE Ventes, AC Achats" in text
