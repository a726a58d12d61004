"""Post the opening balances out of another software's FEC, once (FEC-08)."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import IO

from accounting.deps import Deps
from accounting.domain.entry import EntryDraft
from accounting.domain.errors import RuleError
from accounting.domain.fec_import.accounts import AccountMap, third_party
from accounting.domain.fec_import.opening import OpeningFacts, OpeningSums, balance_account
from accounting.domain.fec_import.record import FecImport
from accounting.domain.record import Record
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from accounting.usecases.periods.read_closed_until import read_closed_until
from essaim.fec.reading import read_fec
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError


@dataclass(frozen=True)
class PostImportedOpening:
    """An accepted import, its file, and where its accounts go."""

    stored: Stored[FecImport]
    file: IO[bytes]
    accounts: AccountMap


async def post_imported_opening(command: PostImportedOpening, deps: Deps, cause: Cause) -> Stored[Record]:
    """The opening entry, new or posted before by this import. RuleError when somebody else has posted one meanwhile."""
    state = command.stored.state
    facts = OpeningFacts(
        siren=state.siren,
        year=state.year + 1,
        opens_on=state.closing_on + timedelta(days=1),
        file_name=state.file_name,
        sha256=state.sha256,
        document=f"fec-import:{command.stored.id}",
    )
    draft = await asyncio.to_thread(_summed, command, facts)
    closed_until = await read_closed_until(state.siren, deps)
    if closed_until is not None and closed_until >= facts.opens_on:
        raise RuleError(
            "acc-05-closed", f"the books were closed until {closed_until} while the file was being imported"
        )
    try:
        posted = await post_entry(PostEntry(draft), deps, cause)
    except ConflictError as error:
        raise RuleError("fec-08-opened", f"the year {facts.year} was opened meanwhile: {error.detail}") from error
    if posted.state.certain_entry.why.source_document != facts.document:
        reference = posted.state.certain_entry.reference
        raise RuleError("fec-08-opened", f"the year {facts.year} was opened meanwhile, by {reference}")
    return posted


def _summed(command: PostImportedOpening, facts: OpeningFacts) -> EntryDraft:
    sums = OpeningSums()
    command.file.seek(0)
    for line in read_fec(command.file):
        target = command.accounts.target(line.account, line.account_label)
        account, party = balance_account(target, third_party(line.auxiliary, line.auxiliary_label))
        sums.add(account, party, line.balance_cents)
    return sums.draft(facts)
