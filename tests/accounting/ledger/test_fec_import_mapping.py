"""How another software's accounts, third parties, journals and letters become ours, for whatever it writes."""

import errno
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from accounting.domain.entry import Journal
from accounting.domain.fec_import.accounts import AccountMap, UnknownAccountError, canonical, third_party
from accounting.domain.fec_import.journals import journal_for
from accounting.domain.fec_import.letters import LetterGroups
from accounting.usecases.files.spool_file import spool_file
from essaim.kit.errors import UnavailableError
from tests.accounting.ledger.books import open_books


@pytest.mark.parametrize(
    ("number", "account", "new"),
    [
        ("411", "411", {}),
        ("411000", "411", {}),
        ("41100000", "411", {}),
        ("445710", "44571", {}),
        ("53000000", "530", {}),
        ("31000000", "310", {}),
        ("7061", "706100", {"706100": "Libellé"}),
        ("70610000", "706100", {"706100": "Libellé"}),
        ("512100", "5121", {}),
        ("5122", "512200", {"512200": "Libellé"}),
        ("606310", "606310", {"606310": "Libellé"}),
        ("401DUPONT", "401", {}),
    ],
)
def test_accounts(number: str, account: str, new: dict[str, str]) -> None:
    """ACC-07: padded forms are the account of the PCG, others are added below it."""
    accounts = AccountMap({})
    assert accounts.target(number, " Libellé ").account == account
    assert accounts.new == new


@pytest.mark.parametrize(
    "number", ["99", "80100000", "89", "ABC", "41", "", "6063100000001", "٤١١", "512BANQUE", "0411"]
)
def test_accounts_below_nothing(number: str) -> None:
    """ACC-07: three digits or more, below an account of the PCG, twelve at most."""
    with pytest.raises(UnknownAccountError):
        AccountMap({}).target(number, "x")


def test_accounts_that_were_added_before_are_found_again() -> None:
    """One label per number: an account of ours is used, whatever the file calls it."""
    accounts = AccountMap({"7061": "Couture"})
    assert accounts.target("70610000", "Autre").account == "7061"
    assert (accounts.new, accounts.label_of("7061")) == ({}, "Couture")
    assert canonical("7061") == canonical("706100")


def test_an_account_without_a_label_gets_that_of_its_parent() -> None:
    """FEC: a label is mandatory."""
    accounts = AccountMap({})
    accounts.target("60630100", " ")
    assert accounts.new == {"606301": "Fournitures d'entretien et de petit équipement"}


def test_third_parties() -> None:
    """A code that could be one of ours, or cannot be written as ours are, stays one of a kind."""
    assert third_party("", "x") is third_party("000", "x") is None
    codes = {code: found.account for code in _CODES if (found := third_party(code, "Nom"))}
    assert codes["DUPONT"] == codes["dupont"] == "DUPONT"
    assert codes["C00042"] == "RC00042"
    assert codes["F00007"] == "RF00007"
    assert codes["A"] == "RA"
    assert codes["DUP-ONT"] != codes["DUP.ONT"]
    assert codes["CLIENT" * 5] != codes["CLIENT" * 6]
    assert all(one.isascii() and one.isalnum() and 2 <= len(one) <= 20 for one in codes.values())
    found = third_party("X1", "  ")
    assert found is not None
    assert found.label == "X1"


_CODES = ("DUPONT", "dupont", "C00042", "F00007", "A", "DUP-ONT", "DUP.ONT", "CLIENT" * 5, "CLIENT" * 6, "É")


@pytest.mark.parametrize(
    ("code", "label", "journal"),
    [
        ("VT", "Ventes", Journal.SALES),
        ("HA", "", Journal.PURCHASES),
        ("07", "Achats de marchandises", Journal.PURCHASES),
        ("RAN", "Report à nouveau", Journal.OPENING),
        ("A0", "À-nouveaux", Journal.OPENING),
        ("CM", "Banque du Doubs", Journal.BANK),
        ("CA", "Caisse", Journal.CASH),
        ("CA", "Crédit", Journal.MISCELLANEOUS),
        ("SAL", "Journal des salaires", Journal.PAYROLL),
        ("INV", "Inventaire", Journal.MISCELLANEOUS),
    ],
)
def test_journals(code: str, label: str, journal: Journal) -> None:
    """Known by label, then by code; all others are « opérations diverses »."""
    assert journal_for(code, label) is journal


@dataclass(frozen=True)
class _Line:
    """A line of a file."""

    account: str
    debit_cents: int = 0
    credit_cents: int = 0
    lettering: str = ""
    auxiliary: str = "DUPONT"
    auxiliary_label: str = "Dupont"
    account_label: str = "Clients"
    lettered_on: date | None = None
    line: int = 1
    journal_code: str = "VT"
    journal_label: str = ""
    entry_number: str = "1"
    posted_on: date = date(2026, 1, 1)
    voucher_ref: str = ""
    voucher_on: date | None = None
    label: str = ""
    validated_on: date | None = field(default=None)


def test_letters() -> None:
    """Groups are told when they settle; other accounts, and what never settles, are counted."""
    groups, accounts = LetterGroups(), AccountMap({})
    first = [_Line("411", 500, lettering="A"), _Line("706", 0, 500, lettering="A"), _Line("411", 100, lettering="B")]
    assert list(groups.add("one", first, accounts)) == []
    [settled] = groups.add("two", [_Line("512", 300), _Line("411", 0, 500, "A")], accounts)
    assert (settled.code, settled.lines) == ("A", (("one", 0), ("two", 1)))
    assert groups.left_count == 2


async def test_no_room_is_said(tmp_path: Path) -> None:
    """A full disk is no bug: 503, and where the room is missing."""
    async with open_books(tmp_path / "b.db") as deps:
        with pytest.raises(UnavailableError, match="ACCOUNTING_SPOOL_DIRECTORY"), spool_file(deps):
            raise OSError(errno.ENOSPC, "no space")
        with pytest.raises(PermissionError), spool_file(deps):
            raise OSError(errno.EACCES, "no")
