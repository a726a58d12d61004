"""The archive of a closed year: complete, sealed, chained, and verified by what everybody has (ACC-10)."""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from accounting.documents.archive.readme import PYTHON_RECIPE, SHELL_RECIPE
from accounting.domain.archive import keep_until, payments_until
from accounting.domain.errors import RuleError
from accounting.domain.group_record import GroupRecord
from accounting.domain.record import Record, record_id
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.ledger.archived import archived, bytes_of, keep_year, written
from tests.accounting.ledger.books import SIREN, draft, open_books, post
from tests.accounting.unit import samples

FILES = [
    f"{SIREN}FEC20270831.txt",
    f"{SIREN}FEC20270831_description.txt",
    "chaine.jsonl",
    "clotures.jsonl",
    "balance.csv",
    "plan_de_comptes.csv",
    "factures.jsonl",
    "partages.jsonl",
    "achats.jsonl",
    "README.txt",
    "manifest.json",
    "MANIFEST.sha256",
]


async def test_content_hashes_and_event(tmp_path: Path) -> None:
    """ACC-10: everything that an inspector needs, its hashes, both deadlines, told once."""
    async with open_books(tmp_path / "b.db") as deps:
        await keep_year(deps, 2027)
        stored = await archived(deps, 2027)
        archive = stored.state
        raw = await bytes_of(deps, archive)
        assert (hashlib.sha256(raw).hexdigest(), len(raw)) == (archive.sha256, archive.size)
        with zipfile.ZipFile(await written(deps, archive, tmp_path)) as file:
            assert file.namelist() == FILES
            manifest = json.loads(file.read("manifest.json"))
            closings = [json.loads(one) for one in file.read("clotures.jsonl").splitlines()]
            text = file.read("README.txt").decode()
            balance = file.read("balance.csv").decode().splitlines()
        assert manifest["counts"] == {
            "records": 15,
            "entries": 2,
            "fec_lines": 5,
            "invoices": 0,
            "purchases": 0,
            "shares": 0,
        }
        assert manifest["previous_archive"] is None
        assert manifest["retention"]["books"] == {"until": "2037-11-30", "law": "C. com. L123-22"}
        assert manifest["retention"]["payment_data"] == {"until": "2033-11-30", "law": "LPF L102 B"}
        assert [one["closing"]["kind"] for one in closings] == ["MONTH"] * 11 + ["YEAR"]
        assert closings[-1]["hash"] == archive.head_hash == manifest["chain"]["head_hash"]
        assert "jusqu'au 30/11/2037" in text
        assert balance[1] == "411000;Clients;1200,00;1200,00;0,00;0,00"
        assert balance[-1] == "Total;;2400,00;2400,00;1200,00;1200,00"
        assert [one["envelope"]["type"] for one in stored.document["outbox"]] == ["accounting.year_archived.v1"]


async def test_recipes_of_the_readme_work(tmp_path: Path) -> None:
    """ACC-10: sha256sum, ten lines of Python, and jq with openssl say what the README says they say."""
    async with open_books(tmp_path / "b.db") as deps:
        await keep_year(deps, 2027)
        path = await written(deps, (await archived(deps, 2027)).state, tmp_path)
    folder = tmp_path / "out"
    with zipfile.ZipFile(path) as file:
        file.extractall(folder)
    text = (folder / "README.txt").read_text()
    assert PYTHON_RECIPE in text
    assert SHELL_RECIPE in text
    assert len(PYTHON_RECIPE.splitlines()) <= 10
    _run(["sha256sum", "--quiet", "-c", "MANIFEST.sha256"], folder)
    assert "intacte, jusqu'au maillon 15" in _run([sys.executable, "-c", PYTHON_RECIPE], folder)
    if shutil.which("jq") and shutil.which("openssl"):
        first, second = _run(["sh", "-c", SHELL_RECIPE], folder).split()
        assert first == second
    chain = (folder / "chaine.jsonl").read_bytes()
    (folder / "chaine.jsonl").write_bytes(chain.replace(b'"debit_cents":120000', b'"debit_cents":120001', 1))
    with pytest.raises(subprocess.CalledProcessError):
        _run([sys.executable, "-c", PYTHON_RECIPE], folder)


def _run(command: list[str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


async def test_refused_while_open_and_the_same_archive_afterwards(tmp_path: Path) -> None:
    """ACC-10: nothing is archived that can still change; archived again, it is the same file."""
    async with open_books(tmp_path / "b.db") as deps:
        await post(deps, draft("one"))
        with pytest.raises(RuleError, match="not closed"):
            await archived(deps, 2027)
        assert await deps.archives.count() == 0
        await keep_year(deps, 2027)
        first, again = await archived(deps, 2027), await archived(deps, 2027)
        assert (first.id, first.state) == (again.id, again.state)
        pieces = await deps.file_pieces.count()
        await archived(deps, 2027)
        assert await deps.file_pieces.count() == pieces


async def test_altered_books_are_not_sealed(tmp_path: Path) -> None:
    """ACC-10, ACC-03: an archive proves nothing of books that somebody has altered."""
    async with open_books(tmp_path / "b.db") as deps:
        await keep_year(deps, 2027)

        def alter(one: Record) -> Change[Record]:
            return Change(replace(one, entry=replace(one.certain_entry, label="Autre")))

        await deps.ledger.change(record_id(SIREN, 1), alter, fresh_cause("test"))
        with pytest.raises(RuleError, match="broken before link 2"):
            await archived(deps, 2027)
        assert await deps.archives.count() == await deps.file_pieces.count() == 0


async def test_archives_are_chained_and_leave_no_gap(tmp_path: Path) -> None:
    """ACC-10: each holds the hash of the one before, and together they hold every link, entries posted early included."""
    async with open_books(tmp_path / "b.db") as deps:
        await post(deps, draft("early", on=date(2027, 10, 1)))
        await keep_year(deps, 2027)
        first = (await archived(deps, 2027)).state
        await keep_year(deps, 2028)
        second = (await archived(deps, 2028)).state
        assert second.previous_sha256 == first.sha256
        assert (first.first_sequence, second.first_sequence) == (1, 1)
        assert second.head_sequence > first.head_sequence
        assert second.entry_count == 4


async def test_same_content_same_bytes(tmp_path: Path) -> None:
    """ACC-10: no date of the machine, no order of chance: the bytes follow from the books."""
    found = []
    for name in ("a.db", "b.db"):
        async with open_books(tmp_path / name) as deps:
            await keep_year(deps, 2027)
            found.append((await archived(deps, 2027)).state.sha256)
    assert found[0] == found[1]


async def test_invoices_as_data_and_as_people_got_them(tmp_path: Path) -> None:
    """ACC-10: issued invoices of the year, with their payments; drafts and other years' are not in it."""
    async with open_books(tmp_path / "b.db") as deps:
        issued, cause = samples.issued(samples.line(10_000)), fresh_cause("test")
        await deps.invoices.add("i1", issued, cause)
        await deps.invoices.add("i2", samples.draft(), cause)
        await deps.groups.add("g1", GroupRecord(name="Atelier Maille"), cause)
        await keep_year(deps, 2027)
        archive = (await archived(deps, 2027)).state
        assert archive.invoice_count == 1
        with zipfile.ZipFile(await written(deps, archive, tmp_path)) as file:
            [line] = file.read("factures.jsonl").splitlines()
            assert json.loads(line)["number"] == "2026-000001"
            assert json.loads(line)["id"] == "i1"
            assert file.read("factures/2026-000001.pdf").startswith(b"%PDF")
            folder = tmp_path / "out"
            file.extractall(folder)
        _run(["sha256sum", "--quiet", "-c", "MANIFEST.sha256"], folder)


def test_deadlines_never_fall_short() -> None:
    """ACC-10: ten and six years from the closing, or from the end of the year when that is later; leap days included."""
    assert keep_until(date(2027, 11, 30), date(2027, 8, 31)) == date(2037, 11, 30)
    assert payments_until(date(2028, 2, 29), date(2027, 8, 31)) == date(2034, 3, 1)
    assert keep_until(date(2027, 8, 31), date(2027, 12, 31)) == date(2037, 12, 31)
