"""Seal the archive of a closed financial year, once (ACC-10, CGI art. 286, I-3° bis)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import IO

from accounting.deps import Deps
from accounting.domain.archive import Archive, archive_name, keep_until, payments_until
from accounting.domain.errors import RuleError
from accounting.domain.period import Closing, Kind
from accounting.domain.record import Record, closing_topic
from accounting.usecases.archive.write_archive import WriteArchive, Written, write_archive
from accounting.usecases.files.keep_bytes import KeepBytes, keep_bytes
from accounting.usecases.files.keep_file import Kept
from accounting.usecases.files.spool_file import spool_file
from essaim.contracts.accounting import YearArchived
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import DuplicateError

CHUNK_BYTES = 512 * 1024


@dataclass(frozen=True)
class ArchiveYear:
    """Which year of whose books."""

    siren: str
    year: int


async def archive_year(command: ArchiveYear, deps: Deps, cause: Cause) -> Stored[Archive]:
    """The archive, new or made before. RuleError while the year is open."""
    siren, year = command.siren, command.year
    await deps.legal_entities.get(siren)
    known = await deps.archives.find_one({"siren": siren, "year": year})
    if known is not None:
        return known
    record, closing = await _closing(command, deps)
    previous = await deps.archives.find_one({"siren": siren, "year": year - 1})
    with spool_file(deps) as file:
        order = WriteArchive(record, closing, previous.state if previous else None, file)
        written = await write_archive(order, deps)
        # Two requests at once write files of their own; one of them is the archive.
        file_id = cause.new_id(f"archive-file:{siren}:{year}")
        kept = await keep_bytes(KeepBytes(file_id, _chunks(file)), deps, cause)
    archive = _sealed(record, closing, previous.state.sha256 if previous else None, written, (file_id, kept), deps)
    id_ = derived_id(f"archive:{siren}", str(year))
    try:
        return await deps.archives.add(id_, archive, cause, events=(_event(id_, archive),))
    except DuplicateError:
        return await deps.archives.get(id_)


async def _closing(command: ArchiveYear, deps: Deps) -> tuple[Record, Closing]:
    for one in await deps.ledger.all({"topic": closing_topic(command.siren)}):
        closing = one.state.closing
        if closing is not None and closing.kind is Kind.YEAR and closing.fiscal_year == command.year:
            return one.state, closing
    raise RuleError("acc-10-year-open", f"the financial year {command.year} is not closed; close it, then archive it")


async def _chunks(file: IO[bytes]) -> AsyncIterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK_BYTES):
        yield chunk


def _sealed(
    record: Record,
    closing: Closing,
    previous_sha256: str | None,
    written: Written,
    file: tuple[str, Kept],
    deps: Deps,
) -> Archive:
    file_id, kept = file
    return Archive(
        siren=record.siren,
        year=closing.fiscal_year,
        file_name=archive_name(record.siren, closing.fiscal_year),
        file_id=file_id,
        pieces=kept.pieces,
        size=kept.size,
        sha256=kept.sha256,
        made_on=deps.clock.today(),
        closed_on=closing.closed_on,
        first_sequence=written.first_sequence,
        head_sequence=record.sequence,
        head_hash=record.hash,
        previous_sha256=previous_sha256,
        entry_count=written.entry_count,
        fec_line_count=written.fec_line_count,
        invoice_count=written.invoice_count,
        share_count=written.share_count,
        keep_until=keep_until(closing.closed_on, closing.ends_on),
        payments_until=payments_until(closing.closed_on, closing.ends_on),
    )


def _event(id_: str, archive: Archive) -> YearArchived:
    return YearArchived(
        archive_id=id_,
        legal_entity_siren=archive.siren,
        year=archive.year,
        file_name=archive.file_name,
        size=archive.size,
        sha256=archive.sha256,
        previous_sha256=archive.previous_sha256,
        head_sequence=archive.head_sequence,
        head_hash=archive.head_hash,
        keep_until=archive.keep_until,
        payments_until=archive.payments_until,
    )
