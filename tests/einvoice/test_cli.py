"""``essaim einvoice``: what it prints, and its exit code."""

import json
from dataclasses import replace
from pathlib import Path

from typer.testing import CliRunner

from essaim.cli.main import app
from essaim.einvoice.write_cii import write_cii
from essaim.einvoice.write_ubl import write_ubl
from tests.einvoice.invoices import credit_note, standard

RUNNER = CliRunner()
_FOREIGN = Path(__file__).with_name("foreign") / "invoice_EN16931.pdf"


def _file(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def test_conforming_files(tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["einvoice", "check", _file(tmp_path, "a.xml", write_ubl(standard())), str(_FOREIGN)])
    assert result.exit_code == 0, result.stdout
    assert "FA-2026-000123 : type 380, du 2026-11-12" in result.stdout
    assert "format : UBL, profil urn:cen.eu:en16931:2017" in result.stdout
    assert "format : PDF (factur-x.xml), CII" in result.stdout
    assert "vendeur : Coopérative L’Essaim, 732829320, TVA FR44732829320" in result.stdout
    assert "HT 1470,00 EUR, TVA 294,00 EUR, TTC 1764,00 EUR, à payer 1764,00 EUR" in result.stdout
    assert result.stdout.count("CONFORME — erreurs : 0") == 2


def test_a_problem_has_its_rule_and_its_place(tmp_path: Path) -> None:
    made = standard()
    wrong = replace(made, totals=replace(made.totals, inclusive_cents=176_500), notes=made.notes[:-1])
    path = _file(tmp_path, "wrong.xml", write_cii(wrong))
    result = RUNNER.invoke(app, ["einvoice", "check", path])
    assert result.exit_code == 1
    assert (
        f"{path}: erreur: BR-CO-15: totals.inclusive_cents: BT-112 : 1765.00 au lieu de 1764.00 (HT + TVA)"
        in result.stdout
    )
    assert f"{path}: erreur: BR-FR-05: notes: BT-22 : note AAB absente" in result.stdout
    assert "NON CONFORME" in result.stdout


def test_what_breaks_the_schema_is_told_with_its_line(tmp_path: Path) -> None:
    path = _file(tmp_path, "order.xml", write_cii(standard()).replace(b"BuyerReference", b"BuyerReferrer").replace(
        b"<ram:SellerTradeParty>", b"<ram:Stranger/><ram:SellerTradeParty>"
    ))  # fmt: skip
    result = RUNNER.invoke(app, ["einvoice", "check", path])
    assert result.exit_code == 1
    assert "erreur: XSD: /rsm:CrossIndustryInvoice" in result.stdout
    assert "(ligne " in result.stdout


def test_what_cannot_be_read_is_exit_code_two(tmp_path: Path) -> None:
    paths = [_file(tmp_path, "photo.pdf", b"\x89PNG"), str(tmp_path / "none.xml")]
    result = RUNNER.invoke(app, ["einvoice", "check", *paths])
    assert result.exit_code == 2
    assert f"ILLISIBLE — {paths[0]} (unknown_format)" in result.stdout
    assert "fichier illisible (No such file or directory)" in result.stdout


def test_json_for_programs(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.xml", write_cii(standard()).replace(b"<ram:ID>FA-2026-000123</ram:ID>", b"", 1))
    result = RUNNER.invoke(app, ["einvoice", "check", path, str(_FOREIGN), "--json"])
    assert result.exit_code == 2
    unreadable, good = json.loads(result.stdout)
    assert (unreadable["code"], unreadable["problems"][0]["term"]) == ("fields", "BT-1")
    assert (good["conforming"], good["number"], good["inclusive_cents"]) == (True, "F20260023", 10_490)


def test_show_says_all_of_it_and_nothing_that_a_terminal_obeys(tmp_path: Path) -> None:
    made = replace(credit_note(), terms="Déduit\x9b2J\nde la prochaine")
    result = RUNNER.invoke(app, ["einvoice", "show", _file(tmp_path, "a.xml", write_ubl(made))])
    assert result.exit_code == 0
    assert "concerne : FA-2026-000120 du 2026-10-02" in result.stdout
    assert "ligne 1 : Développement d’un site, 3.5 jour × 420 = 1470,00 EUR, TVA S 20 %" in result.stdout
    assert "Déduit 2J de la prochaine" in result.stdout
    assert "\x9b" not in result.stdout
