"""``essaim ledger fec-check``: what it prints, and its exit code."""

import json
from pathlib import Path

from typer.testing import CliRunner

from essaim.cli.main import app
from tests.fec.books import Book

RUNNER = CliRunner()


def test_a_conforming_file(tmp_path: Path) -> None:
    path = Book().write(tmp_path)
    result = RUNNER.invoke(app, ["ledger", "fec-check", str(path)])
    assert result.exit_code == 0
    assert "CONFORME — erreurs : 0" in result.stdout
    assert "VE Ventes : 1 écriture, 3 lignes, débit 1200,00, crédit 1200,00" in result.stdout
    assert result.stderr == ""


def test_findings_are_told_as_a_compiler_does(tmp_path: Path) -> None:
    """FEC-04: file, line, severity, rule, field, what is there and what would be right."""
    path = Book().put(4, "Debit", "1200.00").write(tmp_path)
    result = RUNNER.invoke(app, ["ledger", "fec-check", str(path)])
    assert result.exit_code == 1
    start = f"{path}:4: erreur: FEC-04: Debit : point décimal au lieu de la virgule « 1200.00 » ; attendu : "
    assert any(line.startswith(start) for line in result.stdout.splitlines())
    assert "NON CONFORME" in result.stdout


def test_many_findings_are_summed_up(tmp_path: Path) -> None:
    book = Book()
    for number in range(2, 40):
        book.add_entry(
            f"VE-{number:06d}", "20261101", ("4x", "Clients", "1,00", "0,00"), ("706", "Ventes", "0,00", "1,00")
        )
    result = RUNNER.invoke(app, ["ledger", "fec-check", str(book.write(tmp_path))])
    assert "T04 : 38 constats en tout" in result.stdout


def test_json_for_programs(tmp_path: Path) -> None:
    path = Book().put(4, "Debit", "1200,01").write(tmp_path)
    result = RUNNER.invoke(app, ["ledger", "fec-check", str(path), "--json", "--siren", "732829320"])
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["conforming"], found["siren"], found["closing_on"]) == (False, "123456782", "2027-08-31")
    assert found["counts"] == {"E01": 1, "E02": 1, "E03": 1, "E04": 1, "FEC-07": 1}
    assert found["findings"][-1]["line"] == 4
    assert found["findings"][-1]["also"] == ["FEC-13", "ACC-01"]


def test_what_cannot_be_read_is_exit_code_two(tmp_path: Path) -> None:
    book = Book()
    book.charset = "utf-16"
    path = book.write(tmp_path)
    unreadable = RUNNER.invoke(app, ["ledger", "fec-check", str(path)])
    assert (unreadable.exit_code, "ILLISIBLE" in unreadable.stdout) == (2, True)
    absent = RUNNER.invoke(app, ["ledger", "fec-check", str(tmp_path / "none.txt")])
    assert (absent.exit_code, absent.stderr.endswith("fichier introuvable\n")) == (2, True)
    folder = RUNNER.invoke(app, ["ledger", "fec-check", str(tmp_path)])
    assert (folder.exit_code, "illisible" in folder.stderr) == (2, True)
    siren = RUNNER.invoke(app, ["ledger", "fec-check", str(path), "--siren", "123"])
    assert (siren.exit_code, "--siren" in siren.stderr) == (2, True)
    year = RUNNER.invoke(app, ["ledger", "fec-check", str(path), "--year-start", "01/09/2026"])
    assert year.exit_code == 2


def test_the_first_day_of_a_longer_year(tmp_path: Path) -> None:
    """E07: a first financial year may have more than twelve months."""
    book = Book().put(2, "EcritureDate", "20260601").put(3, "EcritureDate", "20260601")
    path = book.write(tmp_path)
    assert "E07" in RUNNER.invoke(app, ["ledger", "fec-check", str(path)]).stdout
    assert "E07" not in RUNNER.invoke(app, ["ledger", "fec-check", str(path), "--year-start", "2026-06-01"]).stdout
