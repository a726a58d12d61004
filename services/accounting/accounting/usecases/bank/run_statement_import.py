"""Do what an accepted import is about, to its end: its movements, batch by batch, and the balances of its statements.

The id of a movement follows from what it is, so an import that was cut off anywhere is simply run again, and two imports that
overlap add every movement once.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO

from accounting.deps import Deps
from accounting.domain.bank.identity import Identities
from accounting.domain.bank.line import Found, StatementBalances, StatementLine
from accounting.domain.bank.movement import BankMovement
from accounting.domain.bank.problem import Problems, UnusableStatementError
from accounting.domain.bank.reading import BankFile, read_lines
from accounting.domain.bank.statement import BankStatement
from accounting.domain.bank.statement_import import StatementImport, done, failed, further
from accounting.domain.errors import DomainError
from accounting.usecases.bank.known_movements import KnownMovements, known_movements
from accounting.usecases.files.read_bytes import ReadBytes, read_bytes
from accounting.usecases.files.spool_file import spool_file
from essaim.kit.aggregate import Change, New, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import DuplicateError

BATCH = 1000
TOLD_EVERY = 10
"""Batches after which the progress is written."""
ATTEMPTS = 10


@dataclass(frozen=True)
class RunStatementImport:
    """Which import."""

    import_id: str


async def run_statement_import(command: RunStatementImport, deps: Deps, cause: Cause) -> Stored[StatementImport]:
    """The import when it is over; FAILED when its file can no longer be read as it was."""
    stored = await deps.bank_imports.get(command.import_id)
    if not stored.state.open:
        return stored
    today = deps.clock.today()
    try:
        with spool_file(deps) as file:
            async for part in read_bytes(ReadBytes(stored.state.file_id, stored.state.pieces), deps):
                await asyncio.to_thread(file.write, part)
            file.seek(0)
            added = await _run(stored, file, deps, cause)
    except DomainError as error:
        reason = f"{error.slug}: {error.detail}"
        return await deps.bank_imports.change(stored.id, lambda one: Change(failed(one, today, reason)), cause)
    return await deps.bank_imports.change(stored.id, lambda one: Change(done(one, today, added)), cause)


async def _run(stored: Stored[StatementImport], file: IO[bytes], deps: Deps, cause: Cause) -> int:
    one, problems, identities = stored.state, Problems(), Identities(stored.state.account_id)
    account = (await deps.bank_accounts.get(one.account_id)).state
    found = read_lines(BankFile(file, one.format, account, one.mapping, one.asked_on), problems)
    looked_at = added = batches = 0
    while batch := await asyncio.to_thread(_next, found, identities, stored):
        new = [item for item in batch if isinstance(item, BankMovement)]
        added += await _add(stored.id, new, deps, cause)
        for item in batch:
            if isinstance(item, StatementBalances):
                await _keep(stored, item, deps, cause)
        looked_at, batches = looked_at + len(new), batches + 1
        if batches % TOLD_EVERY == 0:
            await _tell(stored.id, looked_at, added, deps, cause)
    if problems.count:
        raise UnusableStatementError(tuple(problems.shown), problems.count)
    return added


async def _tell(import_id: str, done_count: int, added_count: int, deps: Deps, cause: Cause) -> None:
    await deps.bank_imports.change(import_id, lambda one: Change(further(one, done_count, added_count)), cause)


def _next(
    found: Iterator[Found], identities: Identities, stored: Stored[StatementImport]
) -> list[BankMovement | StatementBalances]:
    return [
        _movement(one, identities.of(one), stored) if isinstance(one, StatementLine) else one
        for one in islice(found, BATCH)
    ]


def _movement(line: StatementLine, identity: str, stored: Stored[StatementImport]) -> BankMovement:
    return BankMovement(
        account_id=stored.state.account_id,
        siren=stored.state.siren,
        identity=identity,
        booked_on=line.booked_on,
        value_on=line.value_on,
        amount_cents=line.amount_cents,
        label=line.label,
        counterparty=line.counterparty,
        reference=line.reference,
        end_to_end=line.end_to_end,
        import_id=stored.id,
        place=line.place,
    )


async def _add(import_id: str, movements: list[BankMovement], deps: Deps, cause: Cause) -> int:
    """How many of these this import has added, now or before a crash."""
    for _ in range(ATTEMPTS):
        known = await known_movements(KnownMovements(tuple(one.identity for one in movements)), deps)
        new = [New(one.identity, one, cause) for one in movements if one.identity not in known]
        try:
            await deps.bank_movements.add_many(new)
        except DuplicateError:
            continue
        return len(new) + sum(1 for by in known.values() if by == import_id)
    raise ConflictError("too-many-writers", "others import the same movements at the same time; try again")


async def _keep(stored: Stored[StatementImport], said: StatementBalances, deps: Deps, cause: Cause) -> None:
    """The balances of a statement, once; those that the bank does not say are not there."""
    if said.opening_on is None or said.closing_on is None or said.opening_cents is None or said.closing_cents is None:
        return
    account_id = stored.state.account_id
    statement = BankStatement(
        account_id=account_id,
        reference=said.reference,
        opening_on=said.opening_on,
        opening_cents=said.opening_cents,
        closing_on=said.closing_on,
        closing_cents=said.closing_cents,
        import_id=stored.id,
    )
    key = f"{said.opening_on}|{said.opening_cents}|{said.closing_on}|{said.closing_cents}"
    id_ = derived_id(f"bank-account:{account_id}", f"statement:{key}")
    await deps.bank_statements.put(id_, lambda known: None if known else Change(statement), cause)
