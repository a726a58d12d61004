"""Importing CFONB statements of 120 characters over HTTP."""

import pytest

from tests.accounting.bank.branch import Branch
from tests.accounting.bank.files import cfonb_balance, cfonb_more, cfonb_movement, coded

OLD = cfonb_balance("01", "301126", 10_000)
PAID = cfonb_movement("011226", -2_051, "PRLV SEPA EXEMPLE", "0000123", "FACT 12")
MORE = cfonb_more("011226", "MANDAT 77")
CAME = cfonb_movement("011226", 500, "VIR RECU ÉCOLE")
NEW = cfonb_balance("07", "011226", 8_449)


def file_of(*lines: str, charset: str = "cp1252") -> bytes:
    """Lines with their ends."""
    return "".join(f"{line}\r\n" for line in lines).encode(charset)


def test_the_last_digit_holds_the_sign() -> None:
    """The letters of the standard: { and A to I are positive, } and J to R negative."""
    assert [coded(cents)[-2:] for cents in (0, 11, 19, -10, -11, -19)] == ["0{", "1A", "1I", "1}", "1J", "1R"]
    assert {len(line) for line in (OLD, PAID, MORE, CAME, NEW)} == {120}


@pytest.mark.parametrize("charset", ["cp1252", "latin-1"])
async def test_movements_complements_and_balances_are_read(branch: Branch, charset: str) -> None:
    """05 goes into the label of its 04; the number of the bank is its reference."""
    found = await branch.imported(file_of(OLD, PAID, MORE, CAME, NEW, charset=charset))
    assert (found["format"], found["added_count"]) == ("cfonb", 2)
    first, second = await branch.movements()
    assert {first["amount"], second["amount"]} == {"-20.51", "5.00"}
    paid = first if first["amount"] == "-20.51" else second
    assert (paid["label"], paid["reference"], paid["end_to_end"]) == (
        "PRLV SEPA EXEMPLE MANDAT 77",
        "0000123",
        "FACT 12",
    )
    assert "VIR RECU ÉCOLE" in (first["label"], second["label"])


async def test_a_file_without_line_ends_is_read(branch: Branch) -> None:
    """120 characters, and the next 120."""
    whole = "".join((OLD, PAID, MORE, CAME, NEW)).encode("cp1252")
    assert (await branch.imported(whole, "?format=cfonb"))["added_count"] == 2


@pytest.mark.parametrize(
    ("file", "field", "said"),
    [
        (file_of(OLD, PAID, MORE), "file", "pas de nouveau solde (07)"),
        (file_of(OLD, PAID, CAME[:60]), "lines.3.60", "60 caractères"),
        (file_of(OLD, PAID, NEW), "lines.3.91", "écart de -5.00"),
        (file_of(OLD, PAID.replace("011226  ", "311126  "), CAME, NEW), "lines.2.35", "« 311126 » n'est pas une date"),
        (file_of(OLD, PAID[:103] + "Z" + PAID[104:], CAME, NEW), "lines.2.91", "n'est pas un montant"),
        (file_of(OLD, "99" + PAID[2:], CAME, NEW), "lines.2.1", "code d'enregistrement"),
        (file_of(cfonb_balance("01", "301126", 0, "CHF"), NEW), "lines.1.17", "la devise est « CHF »"),
        (file_of(OLD.replace("12345678901", "99999999999"), NEW), "lines.1.3", "pas celui de FR76"),
        (file_of(OLD, PAID, CAME, NEW, charset="utf-8"), "lines.3.58", "en UTF-8"),
        (file_of(PAID, NEW), "lines.1.1", "sans ancien solde"),
    ],
)
async def test_what_is_wrong_is_named_by_line_and_column(branch: Branch, file: bytes, field: str, said: str) -> None:
    """And nothing of the file is written."""
    found = await branch.problems(file, "?format=cfonb")
    assert said in found.get(field, ("", ""))[0], found
