"""Take letters away again, traced: who did it, when and why stays in the chain."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.errors import InputError, RuleError
from accounting.domain.head import Head
from accounting.domain.lettering import Lettering, check_years
from accounting.domain.record import Record, record_id
from accounting.usecases.ledger.append_record import AppendRecord, append_record
from accounting.usecases.ledger.apply_letterings import ApplyLetterings, apply_letterings
from accounting.usecases.periods.list_closings import list_closings
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class UnletterLines:
    """The record of the lettering that no longer holds, and the reason."""

    siren: str
    record: int
    reason: str


async def unletter_lines(command: UnletterLines, deps: Deps, cause: Cause) -> Stored[Record]:
    """The un-lettering. RuleError when it is undone already; NotFoundError when there is no such lettering."""
    if not command.reason.strip():
        raise InputError("reason", "is empty", "why the lines no longer settle each other")

    async def decide(head: Head) -> Record:
        await apply_letterings(ApplyLetterings(command.siren), deps)
        lettering = await _lettering(command, deps)
        entries = [(await deps.ledger.get(record_id(command.siren, ref.sequence))).state for ref in lettering.lines]
        check_years([one.certain_entry.fiscal_year for one in entries], await list_closings(command.siren, deps))
        first = lettering.lines[0]
        entry = (await deps.ledger.get(record_id(command.siren, first.sequence))).state
        letter = entry.letters.get(first.place)
        if letter is None or letter.record != command.record:
            raise RuleError("lettering-undone", f"the lettering {lettering.code} was undone before")
        undone = replace(
            lettering,
            done_on=deps.clock.today(),
            done_by=cause.actor,
            reason=command.reason,
            undone=command.record,
        )
        return Record(command.siren, 0, "", "", lettering=undone, topic=lettering.key, to_apply=True)

    stored = await append_record(AppendRecord(command.siren, decide), deps, cause)
    await apply_letterings(ApplyLetterings(command.siren), deps)
    return stored


async def _lettering(command: UnletterLines, deps: Deps) -> Lettering:
    lettering = (await deps.ledger.get(record_id(command.siren, command.record))).state.lettering
    if lettering is None or lettering.undone is not None:
        raise NotFoundError("not-found", f"record {command.record} of {command.siren} is no lettering")
    return lettering
