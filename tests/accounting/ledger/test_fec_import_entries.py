"""The entries of another software's year become the history of that year here, one to one, however often it is cut off."""

import tracemalloc
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from accounting.deps import Deps
from accounting.domain.entry import Entry
from accounting.domain.errors import RuleError
from accounting.domain.fec_import.line import UnusableFileError
from accounting.domain.fec_import.record import FecImport, Mode, Status, failed
from accounting.usecases.fec.complete_fec_imports import complete_fec_imports
from accounting.usecases.fec.export_fec import ExportFec, export_fec
from accounting.usecases.periods.close_month import CloseMonth, close_month
from accounting.usecases.periods.close_year import CloseYear, close_year
from essaim.fec.check import check_fec
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.errors import ConflictError, UnavailableError
from essaim.kit.store.port import Order
from tests.accounting.ledger.books import SIREN, books_over, draft, open_books, post
from tests.accounting.ledger.foreign_fec import NAME, accepted, content, imported, planned, received, rows

ENTRIES = Mode.ENTRIES


async def _entries(deps: Deps) -> list[Entry]:
    order = (Order("entry.number"),)
    found = await deps.ledger.all({"siren": SIREN, "entry.fiscal_year": 2026}, order_by=order)
    return sorted((one.state.certain_entry for one in found), key=lambda one: one.source_key)


async def test_entries_one_to_one(tmp_path: Path) -> None:
    """PCG 1011-3: old journal, number, voucher and dates stay readable; padded accounts are ours; letters come back."""
    async with open_books(tmp_path / "b.db") as deps:
        done = await imported(deps, content(), ENTRIES)
        assert (done.state.status, done.state.posted_count) == (Status.DONE, 5)
        assert (done.state.lettered_count, done.state.unlettered_count) == (2, 0)
        entries = {one.label.rpartition("[")[2].rstrip("]"): one for one in await _entries(deps)}
        assert {old: one.reference for old, one in entries.items()} == {
            "RAN 1": "AN-000001",
            "VT 2": "VE-000001",
            "BP 3": "BQ-000001",
            "ACH 4": "AC-000001",
            "XX 5": "OD-000001",
        }
        sale = entries["VT 2"]
        assert (sale.label, sale.voucher_ref, sale.voucher_on) == ("Facture 1 [VT 2]", "F1", date(2026, 1, 9))
        assert (sale.posted_on, sale.fiscal_year) == (date(2026, 1, 10), 2026)
        assert [one.account for one in sale.lines] == ["411", "706100", "44571"]
        assert sale.lines[1].account_label == "Prestations de couture"
        assert "numéro 2, validée le 31/01/2026" in sale.why.sentence
        assert done.state.sha256 in sale.why.sentence
        lettering = await deps.ledger.find_one({"topic": f"{SIREN}:411:DUPONT"})
        assert lettering is not None
        assert lettering.state.lettering is not None
        assert lettering.state.lettering.reason == f"Lettrage B1 du 01/03/2026, repris du fichier {NAME}"


async def test_what_was_imported_exports_as_a_conforming_fec_and_closes(tmp_path: Path) -> None:
    """FEC-01…13: our own file of that year is conforming; closing it opens the next year."""
    async with open_books(tmp_path / "b.db") as deps:
        await imported(deps, content(), ENTRIES)
        export = (await export_fec(ExportFec(SIREN, 2026), deps, fresh_cause("test"))).state
        text = "".join([(await deps.file_pieces.get(one.id)).state.text for one in await _pieces(deps, export.sha256)])
        async with received(deps, text.encode()) as file:
            report = check_fec(file.rewound(), name=export.file_name, siren=SIREN)
        assert report.conforming, report.findings
        for month in (*((2025, one) for one in range(9, 13)), *((2026, one) for one in range(1, 9))):
            await close_month(CloseMonth(SIREN, date(*month, 1)), deps, fresh_cause("test"))
        await close_year(CloseYear(SIREN, 2026), deps, fresh_cause("test"))
        opening = await deps.ledger.find_one({"entry.source_key": f"opening:{SIREN}:2027"})
        assert opening is not None
        assert {(one.account, one.balance_cents) for one in opening.state.certain_entry.lines} >= {
            ("120", -65_000),
            ("512", 220_000),
        }


async def _pieces(deps: Deps, sha256: str) -> list:  # type: ignore[type-arg]
    export = next(one for one in await deps.fec_exports.all() if one.state.sha256 == sha256)
    return await deps.file_pieces.all({"file_id": export.id})


def _many(count: int) -> list[list[str]]:
    lines = []
    for at in range(count):
        head = ["VT", "Ventes", str(at + 1), "20260110"]
        tail = ["", "", f"F{at}", "20260110", f"Facture {at}"]
        lines.append([*head, "411000", "Clients", *tail, "12,00", "0,00", "", "", "20260131", "", ""])
        lines.append([*head, "706000", "Ventes", *tail, "0,00", "12,00", "", "", "20260131", "", ""])
    return lines


class _Cut:
    """The ledger of a process that dies after some batches."""

    def __init__(self, deps: Deps, batches: int) -> None:
        self._add_many = deps.ledger.add_many
        self._left = batches

    async def __call__(self, items: object) -> object:
        if self._left == 0:
            raise UnavailableError("cut", "the process dies here")
        self._left -= 1
        return await self._add_many(items)  # type: ignore[arg-type]


@pytest.mark.parametrize("batches", [1, 6])
async def test_cut_off_anywhere_it_is_completed_by_the_job(
    tmp_path: Path, batches: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ACC-04: after a crash another process goes on: every entry once, numbers without a gap."""
    async with open_books(tmp_path / "b.db") as deps:
        waiting = await accepted(deps, content(_many(1_300)), ENTRIES)
        monkeypatch.setattr(deps.ledger, "add_many", _Cut(deps, batches))
        with pytest.raises(UnavailableError):
            await complete_fec_imports(deps)
        assert (await deps.fec_imports.get(waiting.id)).state.open
        other = books_over(deps.ledger._store)
        await complete_fec_imports(other)
        done = (await other.fec_imports.get(waiting.id)).state
        assert (done.status, done.posted_count) == (Status.DONE, 1_300)
        entries = await _entries(other)
        assert sorted(one.number for one in entries) == list(range(1, 1_301))
        assert len({one.label for one in entries}) == 1_300
        with pytest.raises(ConflictError, match="in the books since"):
            await accepted(other, content(_many(1_300)), ENTRIES)


async def test_two_processes_at_once_import_once(tmp_path: Path) -> None:
    """ACC-04: each finds what the other has posted."""
    import asyncio

    async with open_books(tmp_path / "b.db") as deps:
        await accepted(deps, content(_many(500)), ENTRIES)
        other = books_over(deps.ledger._store)
        await asyncio.gather(complete_fec_imports(deps), complete_fec_imports(other))
        assert sorted(one.number for one in await _entries(deps)) == list(range(1, 501))


async def test_closed_meanwhile_it_fails_and_can_be_tried_again_only_by_the_same_file(tmp_path: Path) -> None:
    """ACC-05: history is not moved into another month; what failed half way is completed by the very same file."""
    async with open_books(tmp_path / "b.db") as deps:
        waiting = await accepted(deps, content(), ENTRIES)
        await post(deps, draft("july", on=date(2025, 9, 1)))
        await close_month(CloseMonth(SIREN, date(2025, 9, 1)), deps, fresh_cause("test"))
        await complete_fec_imports(deps)
        done = (await deps.fec_imports.get(waiting.id)).state
        assert done.status is Status.FAILED
        assert "acc-05-closed" in done.error
    async with open_books(tmp_path / "c.db") as deps:
        done_first = await imported(deps, content(), ENTRIES)
        reason = "somebody stopped it"

        def fail(one: FecImport) -> Change[FecImport]:
            return Change(failed(replace(one, open=True, posted_count=0), date(2026, 12, 15), reason))

        await deps.fec_imports.change(done_first.id, fail, fresh_cause("test"))
        with pytest.raises(RuleError, match="seul un exercice vide"):
            await accepted(deps, content(separator="|"), ENTRIES)
        again = await imported(deps, content(), ENTRIES)
        assert (again.id, again.state.status, again.state.posted_count) == (done_first.id, Status.DONE, 5)
        assert len(await _entries(deps)) == 5


async def test_only_into_an_empty_year(tmp_path: Path) -> None:
    """ACC-04, ACC-05: history is not mixed with what was posted here."""
    async with open_books(tmp_path / "b.db") as deps:
        await post(deps, draft("old", on=date(2026, 8, 20)))
        with pytest.raises(RuleError, match="seul un exercice vide"):
            await accepted(deps, content(), ENTRIES)


async def test_opening_after_history_is_left_to_the_closing(tmp_path: Path) -> None:
    """FEC-08: a year that is here is closed here; history after an opening is only more to read."""
    async with open_books(tmp_path / "b.db") as deps:
        await imported(deps, content(), ENTRIES)
        with pytest.raises(RuleError, match="clôturez-le ici"):
            await accepted(deps, content(), Mode.OPENING)
    async with open_books(tmp_path / "c.db") as deps:
        await imported(deps, content(), Mode.OPENING)
        assert (await imported(deps, content(), ENTRIES)).state.status is Status.DONE


async def test_refused_entry_by_entry(tmp_path: Path) -> None:
    """ACC-01: an unbalanced entry is named by its first line, even when the file balances."""
    lines = rows()
    lines[2][11], lines[5][11] = "1100,00", "1300,00"
    async with open_books(tmp_path / "b.db") as deps:
        plan = await planned(deps, content(lines), ENTRIES)
        assert [(one.place, "100,00" in one.message) for one in plan.plan.problems] == [
            ("lines.4.EcritureNum", True),
            ("lines.7.EcritureNum", True),
        ]
        with pytest.raises(UnusableFileError):
            await accepted(deps, content(lines), ENTRIES)
        assert (await planned(deps, content(lines), Mode.OPENING)).plan.problems == ()


async def test_odd_lines(tmp_path: Path) -> None:
    """ACC-09: zero lines go, negative amounts change sides, a line with both sides becomes two."""
    lines = [
        [*_many(1)[0][:11], "-12,00", "0,00", *_many(1)[0][13:]],
        [*_many(1)[1][:11], "0,00", "-12,00", *_many(1)[1][13:]],
        [*_many(1)[1][:11], "5,00", "5,00", *_many(1)[1][13:]],
        [*_many(1)[1][:11], "0,00", "0,00", *_many(1)[1][13:]],
    ]
    async with open_books(tmp_path / "b.db") as deps:
        assert (await imported(deps, content(lines), ENTRIES)).state.status is Status.DONE
        assert [(one.account, one.balance_cents) for one in (await _entries(deps))[0].lines] == [
            ("411", -1_200),
            ("706", 1_200),
            ("706", 500),
            ("706", -500),
        ]


async def test_memory_is_flat(tmp_path: Path) -> None:
    """A file of any size: 16 000 lines as objects would be some 20 MB."""
    async with open_books(tmp_path / "b.db") as deps:
        raw = content(_many(8_000))
        tracemalloc.start()
        await planned(deps, raw, ENTRIES)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 8_000_000
