"""The fiscal archive: everything in open formats, verified without the service, and nothing altered in it passes (ISCA: A)."""

import asyncio
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from essaim.cli.till_check import till_check
from tests.accounting.tills.stall import Stall, paid, sold

Edit = Callable[[dict[str, bytes]], None]


async def archived(stall: Stall, path: Path, first: str = "2026-12-01", last: str = "2026-12-31") -> Path:
    """The archive of some days."""
    answer = await stall.ask("GET", f"/export?from={first}&to={last}", role="accountant")
    assert answer.status_code == 200, answer.text
    await asyncio.to_thread(path.write_bytes, answer.content)
    return path


async def two_days(stall: Stall) -> None:
    """Sales, a refund and a reprint on two days of two months."""
    sale = await stall.sell(*sold("SAC", "2"), *sold("LIVRE"), pay=paid("45.90"))
    await stall.done("POST", f"/sales/{sale['id']}/duplicates")
    await stall.close("95.90")
    stall.at(2027, 1, 5, 9)
    await stall.open("95.90")
    back = {"lines": [{"line": 0, "quantity": "1"}], "payments": paid("18.00"), "reason": "=retour"}
    await stall.done("POST", f"/sales/{sale['id']}/refunds", back)
    await stall.close("77.90", 2)


def rewritten(path: Path, edit: Edit, *, sealed: bool) -> Path:
    """A copy of the archive in which something is another; ``sealed`` makes the list of hashes fit again."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    edit(members)
    if sealed:
        listed = [name for name in members if name != "MANIFEST.sha256"]
        members["MANIFEST.sha256"] = "".join(
            f"{hashlib.sha256(members[name]).hexdigest()}  {name}\n" for name in listed
        ).encode()
    copy = path.with_name("copy.zip")
    with zipfile.ZipFile(copy, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return copy


def replaced(member: str, old: bytes, new: bytes) -> Edit:
    """One text for another, once."""

    def edit(members: dict[str, bytes]) -> None:
        assert old in members[member]
        members[member] = members[member].replace(old, new, 1)

    return edit


def resealed(alter: Callable[[dict[str, Any]], None]) -> Edit:
    """Something is altered in the records, and every hash from there on is made anew: only the sums are left to find it."""

    def edit(members: dict[str, bytes]) -> None:
        lines, hashes, before = [], [], ""
        for raw in members["chaine.jsonl"].splitlines():
            record = json.loads(raw)
            alter(record)
            record["previous_hash"] = before or record["previous_hash"]
            line = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
            before = hashlib.sha256(line).hexdigest()
            lines.append(line)
            hashes.append(f"{record['sequence']};{before}")
        members["chaine.jsonl"] = b"\n".join(lines) + b"\n"
        members["empreintes.csv"] = "\r\n".join(["numero;empreinte", *hashes, ""]).encode()
        facts = json.loads(members["manifest.json"])
        facts["chain"]["head_hash"] = before
        members["manifest.json"] = json.dumps(facts).encode()

    return edit


def less(kind: str, *way: str | int, by: int = 100) -> Edit:
    """The first record of this kind says less in one place, or more, and everything is sealed anew."""
    done = False

    def alter(record: dict[str, Any]) -> None:
        nonlocal done
        if record["kind"] == kind and not done:
            inside: Any = record
            for step in way[:-1]:
                inside = inside[step]
            inside[way[-1]] -= by
            done = True

    return resealed(alter)


async def two_days_archived(stall: Stall, directory: Path) -> Path:
    """The archive of all that happened on two days."""
    await two_days(stall)
    return await archived(stall, directory / "all.zip", last="2027-01-31")


async def test_an_archive_is_whole_and_verified_offline(
    stall: Stall, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 for an intact one, of all days or of some; its tables and its page say what there is."""
    path = await two_days_archived(stall, tmp_path)
    assert till_check(path) == 0
    assert "INTACTE" in capsys.readouterr().out
    with zipfile.ZipFile(path) as archive:
        facts = json.loads(archive.read("manifest.json"))
        tickets = archive.read("tickets.csv").decode("utf-8-sig").splitlines()
        closings = archive.read("clotures.csv").decode("utf-8-sig").splitlines()
        page = archive.read("LISEZMOI.txt").decode()
        for line in archive.read("MANIFEST.sha256").decode().splitlines():
            sha256, _, name = line.partition("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == sha256
    assert facts["counts"] == {"records": 8, "tickets": 2, "closings": 3}
    assert [row.split(";")[6] for row in tickets[1:]] == ["45,90", "-18,00"]
    assert [row.split(";")[1] for row in closings[1:]] == ["jour (Z)", "mois", "jour (Z)"]
    assert "essaim till verify" in page
    assert till_check(await archived(stall, tmp_path / "december.zip")) == 0
    assert till_check(await archived(stall, tmp_path / "january.zip", "2027-01-01", "2027-01-31")) == 0
    nothing = await stall.ask("GET", "/export?from=2026-11-01&to=2026-11-30", role="accountant")
    assert (nothing.status_code, nothing.json()["errors"][0]["field"]) == (422, "from")


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize(
    ("edit", "word"),
    [
        (replaced("chaine.jsonl", b'"total_cents":4590', b'"total_cents":4490'), "altéré"),
        (replaced("chaine.jsonl", b'"operator":"p1"', b'"operator":"p2"'), "altéré"),
        (replaced("tickets.csv", b"45,90", b"44,90"), "tickets"),
        (lambda members: members.update({"chaine.jsonl": members["chaine.jsonl"].partition(b"\n")[2]}), "manquant"),
    ],
    ids=["amount", "operator", "table", "missing"],
)
async def test_an_altered_archive_is_found_out(
    stall: Stall, tmp_path: Path, capsys: pytest.CaptureFixture[str], edit: Edit, word: str, sealed: bool
) -> None:
    """1, with the first place that is wrong, also when the list of hashes was made to fit."""
    copy = rewritten(await two_days_archived(stall, tmp_path), edit, sealed=sealed)
    assert till_check(copy) == 1
    assert word in capsys.readouterr().out


def test_what_is_no_archive_cannot_be_read(tmp_path: Path) -> None:
    """2, for anything else."""
    (tmp_path / "text.zip").write_text("no archive")
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("manifest.json", '{"format": "essaim-archive/1"}')
    (tmp_path / "other.zip").write_bytes(other.getvalue())
    assert [till_check(tmp_path / name) for name in ("absent.zip", "text.zip", "other.zip")] == [2, 2, 2]


@pytest.mark.parametrize(
    "way",
    [
        ("SALE", "ticket", "total_cents"),
        ("SALE", "ticket", "lines", 0, "amount_cents"),
        ("SALE", "ticket", "lines", 0, "quantity"),
        ("SALE", "ticket", "payments", 0, "amount_cents"),
        ("SALE", "ticket", "parts", 0, "vat_cents"),
        ("SALE", "standing", "net_cents"),
        ("REFUND", "ticket", "parts", 0, "base_cents"),
        ("REFUND", "ticket", "lines", 0, "quantity"),
        ("DUPLICATE", "duplicate", "number"),
        ("CLOSING", "closing", "sold_cents"),
        ("CLOSING", "closing", "sale_count"),
        ("CLOSING", "closing", "means", "cash"),
        ("CLOSING", "closing", "parts", 0, "vat_cents"),
        ("CLOSING", "closing", "absolute_cents"),
        ("CLOSING", "closing", "first_sequence"),
        ("CLOSING", "closing", "count", "expected_cents"),
    ],
    ids=lambda way: "-".join(map(str, way)),
)
async def test_a_figure_that_was_sealed_anew_is_found_by_the_others(
    stall: Stall, tmp_path: Path, way: tuple[str, *tuple[str | int, ...]]
) -> None:
    """Whoever makes all hashes again still has to make every sum again."""
    path = await two_days_archived(stall, tmp_path)
    assert till_check(rewritten(path, resealed(lambda record: None), sealed=True)) == 0
    assert till_check(rewritten(path, less(*way, by=1), sealed=True)) == 1
