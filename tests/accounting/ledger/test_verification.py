"""The chain: altered, broken, missing and re-sealed records are found, and told apart."""

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accounting.deps import Deps
from accounting.domain.entry import Journal
from accounting.domain.lettering import LineRef
from accounting.domain.record import record_id, sealed_part
from accounting.domain.verification import Fault, Verdict, Verifier
from accounting.usecases.ledger.fold_balances import FoldBalances, fold_balances
from accounting.usecases.ledger.letter_lines import LetterLines, letter_lines
from accounting.usecases.ledger.unletter_lines import UnletterLines, unletter_lines
from accounting.usecases.ledger.verify_ledger import VerifyLedger, verify_ledger
from accounting.usecases.periods.close_month import CloseMonth, close_month
from essaim.kit.cause import fresh_cause
from essaim.kit.chain import GENESIS, link_hash
from tests.accounting.ledger.books import SIREN, draft, open_books, post, receipt_lines

Edit = Callable[[dict[str, Any]], None]
RECORDS = 12


async def _write(deps: Deps) -> None:
    """Ten entries, two of them lettered, a closing: twelve records."""
    cause = fresh_cause("test")
    for number in range(4):
        await post(deps, draft(f"sale:{number}", on=date(2026, 9, 10 + number)))
    await post(deps, draft("payment:0", *receipt_lines(), journal=Journal.BANK, on=date(2026, 9, 20)))
    await letter_lines(LetterLines(SIREN, (LineRef(1, 0), LineRef(5, 1))), deps, cause)
    for number in range(4, 8):
        await post(deps, draft(f"sale:{number}"))
    await close_month(CloseMonth(SIREN, date(2026, 9, 1)), deps, cause)
    await post(deps, draft("sale:8"))
    await fold_balances(FoldBalances(SIREN), deps)


def _edit(path: Path, sequence: int, edit: Edit) -> None:
    """Change a stored record behind the service's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        id_ = record_id(SIREN, sequence)
        body = json.loads(connection.execute("SELECT body FROM ledger WHERE id = ?", (id_,)).fetchone()[0])
        edit(body["state"])
        connection.execute("UPDATE ledger SET body = ? WHERE id = ?", (json.dumps(body, separators=(",", ":")), id_))


def _delete(path: Path, sequence: int) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM ledger WHERE id = ?", (record_id(SIREN, sequence),))


def _on_the_disk(path: Path, text: str, instead: str) -> None:
    raw = path.read_bytes()
    assert raw.count(text.encode()) == 1
    path.write_bytes(raw.replace(text.encode(), instead.encode()))


async def _verdict(deps: Deps) -> Verdict:
    return await verify_ledger(VerifyLedger(SIREN), deps)


@pytest.fixture
async def written(tmp_path: Path) -> Path:
    path = tmp_path / "books.db"
    async with open_books(path) as deps:
        await _write(deps)
        verdict = await _verdict(deps)
        assert verdict.intact, verdict.findings
        assert (verdict.records, verdict.entries) == (RECORDS, 10)
    return path


def _amount(state: dict[str, Any]) -> None:
    state["entry"]["lines"][0]["debit_cents"] += 1


def _resealed(edit: Edit) -> Edit:
    def both(state: dict[str, Any]) -> None:
        edit(state)
        state["hash"] = link_hash(sealed_part(state))

    return both


def _balanced(state: dict[str, Any]) -> None:
    for line, side in zip(state["entry"]["lines"][:2], ("debit_cents", "credit_cents"), strict=True):
        line[side] += 100


def _letter(state: dict[str, Any]) -> None:
    state["letters"]["0"]["code"] = "AAB"


def _no_letter(state: dict[str, Any]) -> None:
    state["letters"] = {}


def _closing_sum(state: dict[str, Any]) -> None:
    state["closing"]["debit_cents"] += 1


@pytest.mark.parametrize(
    ("sequence", "edit", "fault", "at"),
    [
        (3, _amount, Fault.RECORD_ALTERED, 3),
        (RECORDS, _amount, Fault.RECORD_ALTERED, RECORDS),
        (3, _resealed(_balanced), Fault.LINK_BROKEN, 4),
        (RECORDS, _resealed(_balanced), Fault.LINK_BROKEN, RECORDS),
        (3, _resealed(_amount), Fault.SUM_DIFFERS, 3),
        (1, _letter, Fault.LETTERS_DIFFER, RECORDS),
        (5, _no_letter, Fault.LETTERS_DIFFER, RECORDS),
        (11, _closing_sum, Fault.RECORD_ALTERED, 11),
        (11, _resealed(_closing_sum), Fault.SUM_DIFFERS, 11),
    ],
    ids=[
        "altered",
        "last-altered",
        "resealed",
        "last-resealed",
        "unbalanced",
        "letter",
        "no-letter",
        "sum",
        "sum-resealed",
    ],
)
async def test_what_was_changed_is_named_with_its_place(
    written: Path, sequence: int, edit: Edit, fault: Fault, at: int
) -> None:
    """An altered record, and one that was altered and sealed anew, which breaks the link of the one behind it; of the last
    record, the balances remember where the chain stood."""
    _edit(written, sequence, edit)
    async with open_books(written, declared=True) as deps:
        verdict = await _verdict(deps)
    assert not verdict.intact
    assert (verdict.findings[0].fault, verdict.findings[0].sequence) == (fault, at), verdict.findings


@pytest.mark.parametrize("sequence", [1, 6, RECORDS])
async def test_a_record_that_was_taken_out_is_missing(written: Path, sequence: int) -> None:
    """Also the last one: the balances know how long the chain was."""
    _delete(written, sequence)
    async with open_books(written, declared=True) as deps:
        verdict = await _verdict(deps)
    assert (verdict.findings[0].fault, verdict.findings[0].sequence) == (Fault.RECORD_MISSING, sequence)


async def test_a_chain_that_was_sealed_anew_from_some_place_on_is_found(written: Path) -> None:
    """Whoever alters a record and seals all behind it again makes a perfect chain: not the one that was there."""
    before = ""
    for sequence in range(3, RECORDS + 1):

        def seal(state: dict[str, Any], sequence: int = sequence, before: str = before) -> None:
            if sequence == 3:
                state["entry"]["label"] = "Autre libellé"
            else:
                state["previous_hash"] = before
            state["hash"] = link_hash(sealed_part(state))

        _edit(written, sequence, seal)
        with closing(sqlite3.connect(written)) as connection:
            query = "SELECT json_extract(body, '$.state.hash') FROM ledger WHERE id = ?"
            before = connection.execute(query, (record_id(SIREN, sequence),)).fetchone()[0]
    async with open_books(written, declared=True) as deps:
        verdict = await _verdict(deps)
    assert [(one.fault, one.sequence) for one in verdict.findings] == [(Fault.LINK_BROKEN, RECORDS)]


async def test_every_byte_of_a_stored_record_counts(written: Path) -> None:
    """Byte by byte: each byte of the sealed text of a record is changed once, and each change is found."""
    id_ = record_id(SIREN, 3)
    with closing(sqlite3.connect(written)) as connection:
        whole: str = connection.execute("SELECT body FROM ledger WHERE id = ?", (id_,)).fetchone()[0]
    state = json.loads(whole)["state"]
    sealed = {name: state[name] for name in (*sealed_part(state), "hash")}
    raw = json.dumps({"id": id_, "state": state | sealed}, separators=(",", ":"), ensure_ascii=False).encode()
    start = raw.index(b'"siren"')
    end = raw.index(b'"hash"') + len(b'"hash":"') + 64
    places = sorted(random.Random(7).sample(range(start, end), 250)) if end - start > 250 else range(start, end)
    missed = []
    for place in places:
        for flipped in (raw[place] ^ 1, raw[place] ^ 0x20):
            changed = raw[:place] + bytes([flipped]) + raw[place + 1 :]
            verifier = Verifier(SIREN, link_hash, GENESIS, sequence=2)
            verifier._hash = state["previous_hash"]
            verifier._numbers[2027, "VE"] = 2
            try:
                document = json.loads(changed)
                verifier.feed(document["id"], document["state"])
            except (ValueError, KeyError):
                continue
            if verifier.verdict().intact and document["state"] != state:
                missed.append((place, changed[place - 20 : place + 20]))
    assert missed == []


async def test_a_record_that_is_no_json_any_more_is_named(written: Path) -> None:
    """The walk goes on behind it, so that a second fault is found as well."""
    with closing(sqlite3.connect(written)) as connection:
        query = "SELECT json_extract(body, '$.state.hash') FROM ledger WHERE id = ?"
        hash_ = connection.execute(query, (record_id(SIREN, 4),)).fetchone()[0]
    _edit(written, 8, _amount)
    # On the disk, as a bad block would: SQLite itself refuses to write what is no JSON.
    _on_the_disk(written, f'"hash":"{hash_}', f'"hash":x{hash_}')
    async with open_books(written, declared=True) as deps:
        verdict = await _verdict(deps)
    faults = [(one.fault, one.sequence) for one in verdict.findings]
    assert faults[0] == (Fault.RECORD_ALTERED, 4)
    assert (Fault.RECORD_ALTERED, 8) in faults


async def test_letters_that_were_undone_are_gone_and_the_books_intact(tmp_path: Path) -> None:
    """Un-lettering is traced in the chain (§8.11)."""
    async with open_books(tmp_path / "books.db") as deps:
        await _write(deps)
        await unletter_lines(UnletterLines(SIREN, 6, "mauvaise facture"), deps, fresh_cause("test"))
        verdict = await _verdict(deps)
        first = (await deps.ledger.get(record_id(SIREN, 1))).state
    assert verdict.intact, verdict.findings
    assert first.letters == {}
    assert replace(verdict, findings=()).records == RECORDS + 1
