"""The fiscal archive of a till: its sealed records as they are, tables of them, and everything that is needed to verify them."""

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import IO

from accounting.deps import Deps
from accounting.documents.archive.zip_file import ZipWriter
from accounting.documents.till.archive import (
    TillArchive,
    closing_row,
    closings_header,
    manifest,
    readme,
    ticket_row,
    tickets_header,
)
from accounting.domain.errors import InputError
from accounting.domain.till.link import LinkKind
from accounting.domain.till.record import TillRecord
from accounting.usecases.tills.read_link import read_link
from essaim.kit.store.port import Order, Range, Where

PAGE = 500
TICKETS = (LinkKind.SALE, LinkKind.REFUND)


@dataclass(frozen=True)
class ExportTill:
    """Which till, from which day to which; ``file`` takes the bytes of the ZIP."""

    till_id: str
    first_on: date
    last_on: date
    file: IO[bytes]


async def export_till(command: ExportTill, deps: Deps) -> TillArchive:
    """What was written. InputError when nothing was recorded on these days."""
    till = (await deps.tills.get(command.till_id)).state
    entity = (await deps.legal_entities.get(till.siren)).state
    first, last = await _bounds(command, deps)
    facts = TillArchive(
        till_id=command.till_id,
        code=till.code,
        label=till.label,
        place=till.place,
        siren=till.siren,
        entity=entity.name,
        vat_number=entity.vat_number,
        first_on=command.first_on,
        last_on=command.last_on,
        made_at=deps.clock.now(),
        first_sequence=first.sequence,
        previous_hash=read_link(first.body).previous_hash,
        head_sequence=last.sequence,
        head_hash=last.hash,
    )
    with ZipWriter(command.file) as archive:
        await _write(archive, facts, deps)
    return facts


async def _bounds(command: ExportTill, deps: Deps) -> tuple[TillRecord, TillRecord]:
    """The first and the last record that belong to these days; whatever stands between them belongs to the chain."""
    where: Where = {
        "till_id": command.till_id,
        "day": Range(ge=command.first_on.isoformat(), le=command.last_on.isoformat()),
    }
    found = [one.state for one in await deps.till_records.all(where)]
    if not found:
        raise InputError("from", "to these days nothing was recorded on this till", "days on which it was open")
    return min(found, key=lambda one: one.sequence), max(found, key=lambda one: one.sequence)


async def _write(archive: ZipWriter, facts: TillArchive, deps: Deps) -> None:
    span: Where = {"till_id": facts.till_id, "sequence": Range(ge=facts.first_sequence, le=facts.head_sequence)}
    tickets, closings, hashes = [tickets_header()], [closings_header()], ["numero;empreinte\r\n"]
    records = 0
    with archive.member("chaine.jsonl") as file:
        async for page in deps.till_records.scan(span, order_by=(Order("sequence"),), page=PAGE):
            states = [one["state"] for one in page]
            records += len(states)
            await asyncio.to_thread(file.write, "".join(f"{one['body']}\n" for one in states).encode())
            for one in states:
                hashes.append(f"{one['sequence']};{one['hash']}\r\n")
                link = read_link(one["body"])
                if link.kind in TICKETS:
                    tickets.append(ticket_row(link, one["hash"]))
                elif link.closing is not None:
                    closings.append(closing_row(link, one["hash"]))
    archive.add("empreintes.csv", "".join(hashes).encode())
    archive.add("tickets.csv", "".join(tickets).encode("utf-8-sig"))
    archive.add("clotures.csv", "".join(closings).encode("utf-8-sig"))
    counts = {"records": records, "tickets": len(tickets) - 1, "closings": len(closings) - 1}
    archive.add("LISEZMOI.txt", readme(facts, counts).encode())
    archive.add("manifest.json", manifest(facts, counts))
    archive.add("MANIFEST.sha256", archive.manifest())
