"""Write the FEC of a legal entity's financial year, with its description (LPF A47 A-1)."""

import hashlib
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.documents.fec import describe_fec, render_fec
from accounting.domain.errors import InputError
from accounting.domain.fec_export import FecExport, file_name
from accounting.domain.fiscal_year import last_day
from essaim.contracts.accounting import FecExported
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.store.port import Order, Where


@dataclass(frozen=True)
class ExportFec:
    """Which books."""

    siren: str
    year: int


async def export_fec(command: ExportFec, deps: Deps, cause: Cause) -> Stored[FecExport]:
    """The export with its bytes. InputError when nothing is in the books of that year."""
    entity = (await deps.legal_entities.get(command.siren)).state
    where: Where = {"siren": command.siren, "fiscal_year": command.year}
    stored = await deps.entries.all(where, order_by=(Order("journal"), Order("number")))
    entries = [one.state for one in stored]
    if not entries:
        raise InputError("year", f"has no entries in the books of {command.siren}", "a financial year with entries")
    content = render_fec(entries)
    name = file_name(command.siren, last_day(command.year, entity.fiscal_year_start_month))
    export = FecExport(
        siren=command.siren,
        year=command.year,
        file_name=name,
        line_count=sum(len(entry.lines) for entry in entries),
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        exported_on=deps.clock.today(),
        content=content,
        description=describe_fec(entity.name, name, entries),
    )
    id_ = cause.new_id("fec-export")
    exported = FecExported(
        export_id=id_,
        legal_entity_siren=command.siren,
        year=command.year,
        file_name=name,
        line_count=export.line_count,
        sha256=export.sha256,
    )
    return await deps.fec_exports.add(id_, export, cause, events=(exported,))
