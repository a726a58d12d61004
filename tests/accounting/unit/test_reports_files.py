"""Statements as files: CSV that a French spreadsheet reads and that cannot attack it, PDF, lines sorted in flat memory."""

import csv
import io
import tracemalloc
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta

import pytest
from pypdf import PdfReader

from accounting.documents.reports.balance_sheet import balance_sheet_sheet
from accounting.documents.reports.csv_file import amount, safe_text, sheet_csv
from accounting.documents.reports.ledger import ledger_csv, ledger_sheet
from accounting.documents.reports.pdf_file import sheet_pdf
from accounting.documents.reports.sheet import Col, Kind, Owner, Row, Sheet, Table, Weight
from accounting.documents.reports.spool import open_spool
from accounting.domain.lettering import Letter
from accounting.domain.reports.balance_sheet import balance_sheet
from accounting.domain.reports.centralisation import JournalSums, centralised, grand_total
from accounting.domain.reports.ledger_line import LedgerLine, Selection, lines_of
from accounting.domain.reports.running import AccountBlock, Running
from accounting.domain.reports.span import span_of
from tests.accounting.unit.report_samples import LABELS, cell, entry, line, record
from tests.accounting.unit.samples import SIREN, TODAY

OWNER = Owner("Coopérative Exemple", SIREN, datetime(2026, 12, 1, 9, tzinfo=UTC), "A001")
COLUMNS = (Col("Nom", 50), Col("Nombre", 10, Kind.COUNT), Col("Montant", 20, Kind.AMOUNT))
SPAN = span_of(TODAY, 9)


def ledger_lines(count: int = 2) -> list[LedgerLine]:
    one = entry(line("411", 100_00, third="C1"), line("706", -100_00))
    [first, second] = lines_of(record(one))
    return [first, second] * (count // 2)


async def given(blocks: Iterable[AccountBlock | Running]) -> AsyncIterator[AccountBlock | Running]:
    for one in blocks:
        yield one


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+33 6 00", "'+33 6 00"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("  =1", "'=1"),
        ("＝1", "'＝1"),
        ("Toile\nde jute", "Toile de jute"),
        ("T-17", "T-17"),
    ],
)
def test_a_text_is_never_a_formula(text: str, written: str) -> None:
    assert safe_text(text) == written


def test_a_csv_has_its_mark_semicolons_and_decimal_commas() -> None:
    rows = [Row(('Sac "grand"; bleu', 3, -1234_50)), Row(("Rien", 0, 0))]
    content = sheet_csv(Sheet("Titre", "du 1 au 2", OWNER, (Table("Un", COLUMNS, rows),), ("Une note.",)))
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert read[0:2] == [["Titre", "du 1 au 2"], ["Coopérative Exemple", f"SIREN {SIREN}", "Activité A001"]]
    assert read[3:7] == [
        ["Un"],
        ["Nom", "Nombre", "Montant"],
        ['Sac "grand"; bleu', "3", "-1234,50"],
        ["Rien", "0", "0,00"],
    ]
    assert (amount(-5), amount(100_000_00)) == ("-0,05", "100000,00")


async def test_the_ledger_is_written_account_by_account_with_its_running_balance() -> None:
    [first, _] = ledger_lines()
    blocks = (AccountBlock("411", "Clients", SPAN.starts_on, -20_00, 100_00, 0), Running(first, 80_00))
    content = b"".join([part async for part in ledger_csv(given(blocks))]).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert read[1][7:] == ["Solde à l’ouverture", "", "", "", "", "0,00", "20,00", "-20,00"]
    assert read[2][:5] == ["411000", "Clients", "01/12/2026", "VE", "VE-000001"]
    assert read[2][8:] == ["C1", "Tiers C1", "A001", "", "100,00", "0,00", "80,00"]
    text = PdfReader(io.BytesIO(sheet_pdf(ledger_sheet(OWNER, SPAN, blocks)))).pages[0].extract_text()
    assert "411000 – Clients" in text
    assert "Total du compte" in text


def test_a_pdf_repeats_its_headings_and_loses_no_row() -> None:
    label = "dont le libellé est assez long pour passer à la ligne suivante, deux fois"
    rows = [Row((f"Ligne {number} {label}", number, number)) for number in range(1, 120)]
    rows.append(Row(("Total", None, 7_140), Weight.TOTAL))
    content = sheet_pdf(Sheet("Essai", "au 01/12/2026", OWNER, (Table("", COLUMNS, rows),), ("Une note.",)))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert len(pages) > 2
    assert all("Montant" in page for page in pages)
    assert all(sum(f"Ligne {number} dont" in page for page in pages) == 1 for number in range(1, 120))
    assert "71,40" in pages[-1]


def test_the_sheet_of_a_balance_sheet_has_two_equal_totals() -> None:
    cells = (cell("512", 100_00, "A001"), cell("706", -100_00, "A001"))
    sheet = balance_sheet_sheet(OWNER, TODAY, balance_sheet(cells, (), LABELS, of_activity=True))
    totals = [table.rows[-1].values[-1] for table in sheet.tables]
    assert totals == [100_00, 100_00]
    assert "Trésorerie confiée" in sheet_csv(sheet).decode()


def test_lines_come_back_by_account_in_the_order_they_went_in() -> None:
    entries = [entry(line("411", number), line("706", -number), number=number) for number in range(1, 301)]
    many = [one for sequence, posted in enumerate(entries, 1) for one in lines_of(record(posted, sequence))]
    with open_spool() as spool:
        for one in many:
            spool.put(one)
        assert spool.accounts == ["411", "706"]
        for account in ("706", "411", "512"):
            assert list(spool.take(account)) == [one for one in many if one.account == account]


def test_the_spool_holds_a_block_per_account_and_not_the_ledger() -> None:
    """20 000 lines take less memory than 2 MB: they would take more than 10 as objects."""
    [first, second] = lines_of(record(entry(line("411", 100), line("706", -100))))
    tracemalloc.start()
    with open_spool(in_memory_bytes=1_000) as spool:
        for _ in range(10_000):
            spool.put(first)
            spool.put(second)
        taken = sum(1 for _ in spool.take("411"))
        peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (taken, peak < 2_000_000) == (10_000, True)


def test_a_selection_takes_lines_by_account_third_party_code_and_journal() -> None:
    stored = record(entry(line("411", 100, third="C1"), line("416", 50, "A002"), line("706", -150)))
    lines = list(lines_of(stored))

    def taken(selection: Selection) -> list[str]:
        return [one.account for one in lines if selection.takes(one)]

    assert taken(Selection()) == ["411", "416", "706"]
    assert taken(Selection("41")) == ["411", "416"]
    assert taken(Selection("411000")) == ["411"]
    assert taken(Selection(third_party="C1")) == ["411"]
    assert taken(Selection(analytic_code="A002")) == ["416"]
    assert taken(Selection(journal="BQ")) == []
    assert Selection("6").may_be_in([cell("601", 1)])
    assert not Selection("6", analytic_code="A002").may_be_in([cell("601", 1, "A001")])


def test_the_letters_of_a_line_are_in_the_ledger() -> None:
    one = record(entry(line("411", 100), line("706", -100)))
    lettered = type(one)(**{**one.__dict__, "letters": {0: Letter("AAA", TODAY, 9)}})
    assert [line.letters for line in lines_of(lettered)] == ["AAA", ""]
    assert list(lines_of(type(one)(SIREN, 2, "", ""))) == []


def test_pcg_1021_2_centralisation_adds_up_by_month_and_journal() -> None:
    sums = JournalSums()
    for number, day in enumerate((TODAY, TODAY, TODAY + timedelta(days=31)), 1):
        sums.add(entry(line("411", 100_00), line("706", -100_00), posted_on=day, number=number))
    sums.add(entry(line("512", 5), line("411", -5)), "A002")
    made = centralised(sums, LABELS)
    assert [(one.month, one.journal, one.entry_count) for one in made] == [("2026-12", "VE", 2), ("2027-01", "VE", 1)]
    assert (grand_total(made).debit_cents, grand_total(made).balance_cents) == (300_00, 0)


def test_members_and_relatives_are_named_to_accountants_only() -> None:
    stored = record(entry(line("468", 100, third="MA001001"), line("411", -100, third="C1")))
    assert [one.third_party_label for one in lines_of(stored)] == ["Tiers MA001001", "Tiers C1"]
    hidden = list(lines_of(stored, people_named=False))
    assert [(one.third_party, one.third_party_label) for one in hidden] == [("", ""), ("C1", "Tiers C1")]
    assert not Selection(third_party="MA001001", people_named=False).takes(hidden[0])
