"""Write the FEC of a legal entity's financial year, with its description (LPF A47 A-1)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from accounting.deps import Deps
from accounting.documents.fec import HEADER, FecFacts, describe_fec, render_entry
from accounting.domain.errors import InputError
from accounting.domain.fec_export import FecExport, file_name
from accounting.domain.fiscal_year import last_day
from accounting.usecases.fec.stream_fec import StreamFec, stream_fec
from accounting.usecases.files.keep_file import KeepFile, keep_file
from accounting.usecases.periods.read_closed_until import read_closed_until
from essaim.contracts.accounting import FecExported
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ExportFec:
    """Which books."""

    siren: str
    year: int


@dataclass
class _Counts:
    entries: int = 0
    lines: int = 0
    through: int = 0
    journals: set[str] = field(default_factory=set)
    lettered: bool = False


async def export_fec(command: ExportFec, deps: Deps, cause: Cause) -> Stored[FecExport]:
    """The export; its bytes are kept. InputError when nothing is in the books of that year."""
    entity = (await deps.legal_entities.get(command.siren)).state
    if await deps.ledger.find_one({"siren": command.siren, "entry.fiscal_year": command.year}) is None:
        raise InputError("year", f"has no entries in the books of {command.siren}", "a financial year with entries")
    id_ = cause.new_id("fec-export")
    counts = _Counts()
    kept = await keep_file(KeepFile(id_, _text(command, counts, deps)), deps, cause)
    ends_on = last_day(command.year, entity.fiscal_year_start_month)
    name = file_name(command.siren, ends_on)
    closed_until = await read_closed_until(command.siren, deps)
    facts = FecFacts(entity.name, name, counts.entries, counts.lines, sorted(counts.journals), counts.lettered)
    export = FecExport(
        siren=command.siren,
        year=command.year,
        file_name=name,
        line_count=counts.lines,
        size=kept.size,
        sha256=kept.sha256,
        exported_on=deps.clock.today(),
        pieces=kept.pieces,
        description=describe_fec(facts),
        through=counts.through,
        year_is_closed=closed_until is not None and closed_until >= ends_on,
    )
    exported = FecExported(
        export_id=id_,
        legal_entity_siren=command.siren,
        year=command.year,
        file_name=name,
        line_count=export.line_count,
        sha256=export.sha256,
    )
    return await deps.fec_exports.add(id_, export, cause, events=(exported,))


async def _text(command: ExportFec, counts: _Counts, deps: Deps) -> AsyncIterator[str]:
    yield HEADER
    async for page in stream_fec(StreamFec(command.siren, command.year), deps):
        for state in page:
            entry = state["entry"]
            counts.entries += 1
            counts.lines += len(entry["lines"])
            counts.through = max(counts.through, state["sequence"])
            counts.journals.add(entry["journal"])
            counts.lettered = counts.lettered or bool(state.get("letters"))
        yield "".join(map(render_entry, page))
