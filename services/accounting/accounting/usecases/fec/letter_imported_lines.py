"""Give the lines of imported entries their letters again, where they still settle each other (domain §8.11).

The letters are new ones of ours, like the numbers of the entries; the old ones and their date are in the reason.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO

from accounting.deps import Deps
from accounting.domain.fec_import.accounts import AccountMap
from accounting.domain.fec_import.history import HistoryFacts, entries_of
from accounting.domain.fec_import.letters import LetterGroups, Settled
from accounting.domain.fec_import.record import FecImport
from accounting.domain.lettering import LineRef
from accounting.domain.record import Record
from accounting.usecases.ledger.letter_lines import LetterLines, letter_lines
from essaim.fec.reading import read_fec
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause

STEP = 200


@dataclass(frozen=True)
class LetterImportedLines:
    """An import whose entries are all in the books, its file, and where its accounts go."""

    stored: Stored[FecImport]
    file: IO[bytes]
    accounts: AccountMap


async def letter_imported_lines(command: LetterImportedLines, deps: Deps, cause: Cause) -> None:
    """All groups that settle each other. Lettered before: left alone. Those that do not, or on accounts that are not lettered
    here, are counted."""
    groups = LetterGroups()
    settled = _settled(command, groups)
    lettered = 0
    while step := await asyncio.to_thread(lambda: list(islice(settled, STEP))):
        for one in step:
            await _letter(command.stored.state, one, deps, cause)
        lettered += sum(len(one.lines) for one in step)
        await _tell(command, lettered, groups.left_count, deps, cause)
    await _tell(command, lettered, groups.left_count, deps, cause)


def _settled(command: LetterImportedLines, groups: LetterGroups) -> Iterator[Settled]:
    state = command.stored.state
    facts = HistoryFacts(state.siren, state.file_name, state.sha256, "")
    command.file.seek(0)
    for lines in entries_of(read_fec(command.file)):
        yield from groups.add(facts.source_key(lines), lines, command.accounts)


async def _letter(state: FecImport, settled: Settled, deps: Deps, cause: Cause) -> None:
    refs = []
    for key, place in settled.lines:
        record = await _record(key, deps)
        if record is None or place in record.letters:
            return
        refs.append(LineRef(record.sequence, place))
    day = f" du {settled.lettered_on:%d/%m/%Y}" if settled.lettered_on else ""
    reason = f"Lettrage {settled.code}{day}, repris du fichier {state.file_name}"
    await letter_lines(LetterLines(state.siren, tuple(refs), reason), deps, cause)


async def _record(key: str, deps: Deps) -> Record | None:
    found = await deps.ledger.find_one({"entry.source_key": key})
    return found.state if found else None


async def _tell(command: LetterImportedLines, lettered: int, left: int, deps: Deps, cause: Cause) -> None:
    def decide(one: FecImport) -> Change[FecImport]:
        return Change(replace(one, lettered_count=lettered, unlettered_count=left))

    await deps.fec_imports.change(command.stored.id, decide, cause)
