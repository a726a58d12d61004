"""Clocks of replicas differ by moments, and around midnight a moment is a day: the file of the year stays in order (FEC-10)."""

import io
from datetime import date
from pathlib import Path

from accounting.domain.entry import Journal
from accounting.domain.lettering import LineRef
from accounting.usecases.fec.export_fec import ExportFec, export_fec
from accounting.usecases.files.read_file import ReadFile, read_file
from accounting.usecases.ledger.letter_lines import LetterLines, letter_lines
from essaim.fec.check import check_fec
from essaim.kit.cause import fresh_cause
from essaim.kit.store.open import open_store
from tests.accounting.ledger.books import SIREN, books_over, draft, open_books, post, receipt_lines

YESTERDAY, TODAY = date(2026, 12, 15), date(2026, 12, 16)


async def test_fec_10_a_day_of_validation_never_goes_back(tmp_path: Path) -> None:
    """FEC-10: a replica whose clock is already behind midnight posts; another one, for which it is still yesterday, posts
    after it, and again after a lettering of the first. All are validated today, in the order of the chain."""
    path = tmp_path / "books.db"
    async with open_books(path, today=TODAY) as ahead:
        store = await open_store(f"sqlite:///{path}")
        behind = books_over(store, YESTERDAY)
        await post(behind, draft("sale:1"))
        await post(ahead, draft("payment:1", *receipt_lines(), journal=Journal.BANK))
        await post(behind, draft("sale:2"))
        await letter_lines(LetterLines(SIREN, (LineRef(1, 0), LineRef(2, 1))), ahead, fresh_cause("test"))
        await post(behind, draft("sale:3"))
        export = await export_fec(ExportFec(SIREN, 2027), ahead, fresh_cause("test"))
        content = b"".join([part async for part in read_file(ReadFile(export.id, export.state.pieces), ahead)])
        records = await ahead.ledger.all({"siren": SIREN})
        await store.close()
    days = [one.state.certain_entry.validated_on for one in records if one.state.entry is not None]
    assert days == [YESTERDAY, TODAY, TODAY, TODAY]
    report = check_fec(io.BytesIO(content), name=export.state.file_name, siren=SIREN)
    assert report.conforming, report.findings
