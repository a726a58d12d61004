"""Do what an accepted import is about, to its end: accounts, then the opening or the entries, then their letters.

Every step finds out by itself what it has done before, so an import that was cut off anywhere is simply run again.
"""

from dataclasses import dataclass
from typing import IO

from accounting.deps import Deps
from accounting.domain.errors import DomainError
from accounting.domain.fec_import.accounts import AccountMap
from accounting.domain.fec_import.record import FecImport, Mode, Status, done, failed, lettering
from accounting.usecases.fec.letter_imported_lines import LetterImportedLines, letter_imported_lines
from accounting.usecases.fec.post_imported_entries import PostImportedEntries, post_imported_entries
from accounting.usecases.fec.post_imported_opening import PostImportedOpening, post_imported_opening
from accounting.usecases.files.read_bytes import ReadBytes, read_bytes
from accounting.usecases.files.spool_file import spool_file
from accounting.usecases.ledger.add_account import AddAccount, add_account
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RunFecImport:
    """Which import."""

    import_id: str


async def run_fec_import(command: RunFecImport, deps: Deps, cause: Cause) -> Stored[FecImport]:
    """The import when it is over; FAILED when the books changed in a way that is in its way."""
    stored = await deps.fec_imports.get(command.import_id)
    if not stored.state.open:
        return stored
    try:
        with spool_file(deps) as file:
            async for part in read_bytes(ReadBytes(stored.state.file_id, stored.state.pieces), deps):
                file.write(part)
            await _run(stored, file, deps, cause)
    except DomainError as error:
        today, reason = deps.clock.today(), f"{error.slug}: {error.detail}"
        return await deps.fec_imports.change(stored.id, lambda one: Change(failed(one, today, reason)), cause)
    return await deps.fec_imports.get(stored.id)


async def _run(stored: Stored[FecImport], file: IO[bytes], deps: Deps, cause: Cause) -> None:
    siren, today = stored.state.siren, deps.clock.today()
    known = {one.state.account: one.state.label for one in await deps.accounts.all({"siren": siren})}
    for account, label in stored.state.new_accounts.items():
        if account not in known:
            await add_account(AddAccount(siren, account, label), deps, cause)
    accounts = AccountMap({**stored.state.new_accounts, **known})
    if stored.state.mode is Mode.OPENING:
        entry = await post_imported_opening(PostImportedOpening(stored, file, accounts), deps, cause)
        await deps.fec_imports.change(stored.id, lambda one: Change(done(one, today, entry_id=entry.id)), cause)
        return
    if stored.state.status is Status.POSTING:
        await post_imported_entries(PostImportedEntries(stored, file, accounts), deps, cause)
        await deps.fec_imports.change(stored.id, lambda one: Change(lettering(one)), cause)
    await letter_imported_lines(LetterImportedLines(stored, file, accounts), deps, cause)
    await deps.fec_imports.change(stored.id, lambda one: Change(done(one, today)), cause)
