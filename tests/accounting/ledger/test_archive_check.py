"""``archive-check`` finds what was altered in an archive, whoever altered it and however well (ACC-10)."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from essaim.cli.archive_check import INTACT, NOT_INTACT, UNREADABLE, archive_check, check_archive
from essaim.cli.main import app
from tests.accounting.ledger.archived import archived, keep_year, written
from tests.accounting.ledger.books import SIREN, open_books

FEC = f"{SIREN}FEC20270831.txt"
Members = dict[str, bytes]


@pytest.fixture
async def archive(tmp_path: Path) -> Path:
    """A good one."""
    async with open_books(tmp_path / "b.db") as deps:
        await keep_year(deps, 2027)
        return await written(deps, (await archived(deps, 2027)).state, tmp_path)


def _altered(path: Path, change: Callable[[Members], None], *, resealed: bool = True) -> Path:
    """A copy with other content; ``resealed``: by somebody who also writes the manifest anew."""
    with zipfile.ZipFile(path) as file:
        members = {one: file.read(one) for one in file.namelist()}
    change(members)
    if resealed:
        lines = [
            f"{hashlib.sha256(raw).hexdigest()}  {name}\n" for name, raw in members.items() if "MANIFEST" not in name
        ]
        members["MANIFEST.sha256"] = "".join(lines).encode()
    copy = path.with_name("copy.zip")
    with zipfile.ZipFile(copy, "w") as file:
        for name, raw in members.items():
            file.writestr(name, raw)
    return copy


def test_a_good_one(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """ACC-10: intact, and what it is."""
    assert archive_check(archive) == INTACT
    shown = capsys.readouterr().out
    assert shown.endswith("INTACTE\n")
    assert "données de paiement : à conserver jusqu'au 2033-11-30 (LPF L102 B)" in shown


def test_on_the_command_line(archive: Path) -> None:
    """ACC-10: the exit code is all that a script needs."""
    runner = CliRunner()
    assert runner.invoke(app, ["ledger", "archive-check", str(archive)]).exit_code == INTACT
    assert runner.invoke(app, ["ledger", "archive-check", str(archive) + "x"]).exit_code == UNREADABLE


def _replace(name: str, old: bytes, new: bytes) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new)

    return change


def _head(members: Members) -> None:
    """Somebody alters an entry and seals all links anew: only the published head gives it away."""
    lines = members["chaine.jsonl"].replace(b"Facture", b"Fracture").splitlines()
    before, sealed = "0" * 64, []
    for line in lines:
        record = json.loads(line) | {"previous_hash": before}
        raw = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        before = hashlib.sha256(raw).hexdigest()
        sealed.append(raw + b"\n")
    members["chaine.jsonl"] = b"".join(sealed)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_replace("chaine.jsonl", b'"debit_cents":120000', b'"debit_cents":130000'), "rupture au maillon"),
        (_replace("chaine.jsonl", b"Facture", b"Fracture"), "rupture au maillon"),
        (_head, "le dernier maillon n'est pas celui de la clôture"),
        (_replace(FEC, b"1000,00", b"1001,00"), "E01"),
        (_replace(FEC, b"706000", b"707000"), "707000 : débit 0,00"),
        (_replace("balance.csv", b"1200,00;1200,00", b"1300,00;1300,00"), "411000"),
        (lambda members: members.update({"chaine.jsonl": members["chaine.jsonl"].split(b"\n", 1)[1]}), "rupture"),
    ],
)
def test_altered_and_sealed_anew(archive: Path, change: Callable[[Members], None], words: str) -> None:
    """ACC-10: the files of an archive have to agree with each other and with the chain."""
    copy = _altered(archive, change)
    assert archive_check(copy) == NOT_INTACT
    assert any(words in one for one in check_archive(copy).findings)


def test_members_that_lack_or_are_too_many(archive: Path) -> None:
    """ACC-10: the manifest names exactly what is there."""

    def change(members: Members) -> None:
        del members["factures.jsonl"]
        members["ajout.txt"] = b"?"
        members["README.txt"] += b"!"

    findings = check_archive(_altered(archive, change, resealed=False)).findings
    assert [one.partition(" : ")[0] for one in findings] == ["ajout.txt", "factures.jsonl", "README.txt"]


def test_the_archive_before(archive: Path, tmp_path: Path) -> None:
    """ACC-10: another file than the one whose hash is kept."""
    other = tmp_path / "other.zip"
    other.write_bytes(b"?")
    assert check_archive(archive, other).findings


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 no", b"JournalCode\tJournalLib"])
def test_no_archive(tmp_path: Path, raw: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """ACC-10: exit code 2 for what cannot be read."""
    path = tmp_path / "x.zip"
    path.write_bytes(raw)
    assert archive_check(path) == UNREADABLE
    assert archive_check(tmp_path / "none.zip") == UNREADABLE
    assert "illisible" in capsys.readouterr().err
