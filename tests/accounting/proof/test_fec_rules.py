"""The file of the example year read as an inspector would, without any of our code: byte by byte and column by column."""

import re
from datetime import date

from tests.accounting.integration.office import SIREN
from tests.accounting.proof.told import Told

COLUMNS = [
    *("JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib"),
    *("CompAuxNum", "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit"),
    *("Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise"),
]
Row = dict[str, str]


def rows(told: Told, year: int) -> list[Row]:
    """The lines of a file by column."""
    header, *lines = told.files[SIREN, year][1].decode("utf-8").split("\r\n")
    names = header.split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines]


def cents(text: str) -> int:
    """Cents of an amount with a decimal comma."""
    units, decimals = text.split(",")
    return int(units) * 100 + int(decimals)


def test_fec_01_fec_02_and_fec_03_the_columns_their_names_and_the_separator(told: Told) -> None:
    """FEC-01, FEC-02, FEC-03: eighteen columns in their order, with their exact names, and one separator."""
    text = told.files[SIREN, 2028][1].decode("utf-8")
    assert text.split("\r\n")[0] == "\t".join(COLUMNS)
    assert {line.count("\t") for line in text.split("\r\n")} == {17}
    assert "|" not in text


def test_fec_04_fec_05_and_fec_11_amounts_dates_and_unused_zones(told: Told) -> None:
    """FEC-04, FEC-05, FEC-11: a comma and two decimals, days as AAAAMMJJ, empty zones but for Debit and Credit."""
    for row in rows(told, 2028):
        assert re.fullmatch(r"(0|[1-9][0-9]*),[0-9]{2}", row["Debit"])
        assert re.fullmatch(r"(0|[1-9][0-9]*),[0-9]{2}", row["Credit"])
        assert (row["Debit"] == "0,00") != (row["Credit"] == "0,00")
        for name in ("EcritureDate", "PieceDate", "ValidDate", "DateLet"):
            assert row[name] == "" or date.fromisoformat(row[name]).strftime("%Y%m%d") == row[name]
        assert all(row[name] for name in ("EcritureDate", "PieceDate", "ValidDate"))
        assert (row["Montantdevise"], row["Idevise"]) == ("", "")
        assert bool(row["CompAuxNum"]) == bool(row["CompAuxLib"])
        assert bool(row["EcritureLet"]) == bool(row["DateLet"])


def test_fec_06_and_fec_07_the_name_of_the_file(told: Told) -> None:
    """FEC-06, FEC-07: the SIREN, whose key holds, FEC, and the day on which the year ends."""
    name, _ = told.files[SIREN, 2028]
    assert re.fullmatch(r"\d{9}FEC\d{8}(_\d+)?\.txt", name)
    assert name == "732829320FEC20280831.txt"
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(name[:9]))]
    assert sum(one if one < 10 else one - 9 for one in doubled) % 10 == 0


def test_fec_08_and_fec_09_opening_first_and_no_account_of_the_result_is_closed(told: Told) -> None:
    """FEC-08, FEC-09: in the second year AN comes first, without classes 6 and 7; in the first year what was charged and
    earned stays: 601 600,00 + 604 1 800,00 + 6068 60,00 + 627 39,00 against 701 500,00 + 706 2 900,00, the result of 901,00."""
    second = rows(told, 2029)
    assert [row["JournalCode"] for row in second] == ["AN"] * 13 + ["BQ"] * 2
    assert not [row for row in second if row["CompteNum"][0] in "67"]
    first = rows(told, 2028)
    sums: dict[str, int] = {}
    for row in first:
        sums[row["CompteNum"]] = sums.get(row["CompteNum"], 0) + cents(row["Debit"]) - cents(row["Credit"])
    assert {account: sums[account] for account in sums if account[0] in "67"} == {
        "601000": 60_000,
        "604000": 180_000,
        "606800": 6_000,
        "627000": 3_900,
        "701000": -50_000,
        "706000": -290_000,
    }
    assert not [row for row in first if row["CompteNum"].startswith("12")]


def test_fec_10_and_fec_13_the_order_and_the_sums(told: Told) -> None:
    """FEC-10, FEC-13: days of validation never go back; every entry, journal, month and the file are even."""
    found = rows(told, 2028)
    days = [row["ValidDate"] for row in found]
    assert days == sorted(days)
    for group in (("EcritureNum",), ("JournalCode",), ("month",), ()):
        sums: dict[tuple[str, ...], int] = {}
        for row in found:
            named = row | {"month": row["EcritureDate"][:6]}
            key = tuple(named[name] for name in group)
            sums[key] = sums.get(key, 0) + cents(row["Debit"]) - cents(row["Credit"])
        assert set(sums.values()) == {0}, group


def test_fec_12_the_charset(told: Told) -> None:
    """FEC-12: UTF-8 without a mark, and no control character but those that separate."""
    content = told.files[SIREN, 2028][1]
    assert not content.startswith(b"\xef\xbb\xbf")
    assert "é" in content.decode("utf-8")
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content)


def test_acc_04_and_acc_08_numbers_and_vouchers_in_the_file(told: Told) -> None:
    """ACC-04, ACC-08: in every journal 1, 2, 3 … without a gap; every line has its voucher and the voucher's day."""
    numbers: dict[str, list[int]] = {}
    for row in rows(told, 2028):
        assert row["PieceRef"]
        assert row["PieceDate"]
        journal, number = row["EcritureNum"].split("-")
        assert journal == row["JournalCode"]
        found = numbers.setdefault(journal, [])
        if int(number) not in found:
            found.append(int(number))
    assert numbers == {
        "VE": list(range(1, 6)),
        "AC": list(range(1, 5)),
        "BQ": list(range(1, 17)),
        "OD": list(range(1, 18)),
    }
