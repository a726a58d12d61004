"""A closed year to archive: a sale that is paid, lettered, in the books of 2026-2027; and its archive as files."""

from datetime import date
from io import BytesIO
from pathlib import Path

from accounting.deps import Deps
from accounting.domain.archive import Archive
from accounting.domain.entry import Journal
from accounting.domain.lettering import LineRef
from accounting.usecases.archive.archive_year import ArchiveYear, archive_year
from accounting.usecases.files.read_bytes import ReadBytes, read_bytes
from accounting.usecases.ledger.letter_lines import LetterLines, letter_lines
from accounting.usecases.periods.close_month import CloseMonth, close_month
from accounting.usecases.periods.close_year import CloseYear, close_year
from accounting.usecases.periods.read_closed_until import read_closed_until
from essaim.kit.aggregate import Stored
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import SimulatedClock
from tests.accounting.ledger.books import SIREN, draft, noon, post, receipt_lines

MONTHS = (*((-1, one) for one in range(9, 13)), *((0, one) for one in range(1, 9)))


async def keep_year(deps: Deps, year: int, sales: int = 1) -> None:
    """Sales in October, one of them paid and lettered; then all months and the year are closed."""
    for at in range(sales):
        sale = await post(deps, draft(f"sale:{year}:{at}", on=date(year - 1, 10, 5)))
    paid = await post(deps, draft(f"paid:{year}", *receipt_lines(), on=date(year - 1, 11, 5), journal=Journal.BANK))
    lines = (LineRef(sale.state.sequence, 0), LineRef(paid.state.sequence, 1))
    await letter_lines(LetterLines(SIREN, lines), deps, fresh_cause("comptable"))
    clock = deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(noon(date(year, 11, 30)))
    # Books that are new begin with the month of their first entry.
    for offset, month in MONTHS if await read_closed_until(SIREN, deps) else MONTHS[1:]:
        await close_month(CloseMonth(SIREN, date(year + offset, month, 1)), deps, fresh_cause("comptable"))
    await close_year(CloseYear(SIREN, year), deps, fresh_cause("comptable"))


async def archived(deps: Deps, year: int) -> Stored[Archive]:
    """The archive."""
    return await archive_year(ArchiveYear(SIREN, year), deps, fresh_cause("comptable"))


async def bytes_of(deps: Deps, archive: Archive) -> bytes:
    """Its bytes, as they are kept."""
    raw = BytesIO()
    async for part in read_bytes(ReadBytes(archive.file_id, archive.pieces), deps):
        raw.write(part)
    return raw.getvalue()


async def written(deps: Deps, archive: Archive, folder: Path) -> Path:
    """Its file."""
    path = folder / archive.file_name
    path.write_bytes(await bytes_of(deps, archive))
    return path
