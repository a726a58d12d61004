"""Letter lines that settle each other: only their letters and date change (domain §8.11)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import InputError
from accounting.domain.head import Head
from accounting.domain.lettering import Lettering, LineRef, account_key, check_lines, check_years, code_of
from accounting.domain.record import Record, record_id
from accounting.usecases.ledger.append_record import AppendRecord, append_record
from accounting.usecases.ledger.apply_letterings import ApplyLetterings, apply_letterings
from accounting.usecases.periods.list_closings import list_closings
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class LetterLines:
    """Which lines, by the sequence of their entry in the chain and their place in it."""

    siren: str
    lines: tuple[LineRef, ...]
    reason: str = ""


async def letter_lines(command: LetterLines, deps: Deps, cause: Cause) -> Stored[Record]:
    """The lettering, and its letters in all its lines. A crash in between is mended by a job. RuleError when they do not
    settle each other, InputError for a line that is not there."""
    siren = command.siren
    if len(set(command.lines)) < len(command.lines):
        raise InputError("lines", "name a line twice", "each line once")

    async def decide(head: Head) -> Record:
        await apply_letterings(ApplyLetterings(siren), deps)
        records = [await _record(siren, ref, place, deps) for place, ref in enumerate(command.lines)]
        lines = [one.certain_entry.lines[ref.place] for one, ref in zip(records, command.lines, strict=True)]
        letters = [one.letters.get(ref.place) for one, ref in zip(records, command.lines, strict=True)]
        check_lines(lines, letters)
        check_years([one.certain_entry.fiscal_year for one in records], await list_closings(siren, deps))
        key = account_key(siren, lines[0])
        count = await deps.ledger.count({"topic": key})
        lettering = Lettering(
            key=key,
            account=lines[0].account,
            auxiliary=lines[0].auxiliary.account if lines[0].auxiliary else None,
            code=code_of(count + 1),
            lines=command.lines,
            done_on=deps.clock.today(),
            done_by=cause.actor,
            reason=command.reason,
        )
        return Record(siren, 0, "", "", lettering=lettering, topic=key, to_apply=True)

    stored = await append_record(AppendRecord(siren, decide), deps, cause)
    await apply_letterings(ApplyLetterings(siren), deps)
    return stored


async def _record(siren: str, ref: LineRef, place: int, deps: Deps) -> Record:
    try:
        record = (await deps.ledger.get(record_id(siren, ref.sequence))).state
    except MissingError:
        raise InputError(f"lines.{place}", f"{ref.sequence} is no record of {siren}", "lines of its entries") from None
    if record.entry is None or not 0 <= ref.place < len(record.entry.lines):
        raise InputError(f"lines.{place}", f"record {ref.sequence} has no line {ref.place}", "lines of its entries")
    return record
