"""Files of another software: padded accounts, journals of its own, letters, both charsets. The year closes on 31 August 2026."""

import io
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from accounting.deps import Deps
from accounting.domain.fec_import.record import FecImport, Mode
from accounting.usecases.fec.import_fec import ImportFec, import_fec
from accounting.usecases.fec.plan_fec_import import FecPlan, PlanFecImport, plan_fec_import
from accounting.usecases.fec.run_fec_import import RunFecImport, run_fec_import
from accounting.usecases.files.receive_file import ReceivedFile, receive_file
from essaim.fec.columns import COLUMNS
from essaim.kit.aggregate import Stored
from essaim.kit.cause import fresh_cause
from tests.accounting.ledger.books import SIREN

NAME = f"{SIREN}FEC20260831.txt"
_ROWS = """\
RAN|Report à nouveau|1|20250901|51200000|Banque|||AN|20250901|A nouveaux|1000,00|0,00|||20250901||
RAN|Report à nouveau|1|20250901|11000000|Report à nouveau|||AN|20250901|A nouveaux|0,00|1000,00|||20250901||
VT|Ventes|2|20260110|41100000|Clients|DUPONT|Atelier Dupont|F1|20260109|Facture 1|1200,00|0,00|B1|20260301|20260131||
VT|Ventes|2|20260110|70610000|Prestations de couture|||F1|20260109|Facture 1|0,00|1000,00|||20260131||
VT|Ventes|2|20260110|44571000|TVA collectée|||F1|20260109|Facture 1|0,00|200,00|||20260131||
BP|Banque postale|3|20260301|51200000|Banque|||R7|20260301|Virement|1200,00|0,00|||20260331||
BP|Banque postale|3|20260301|41100000|Clients|DUPONT|Atelier Dupont|R7|20260301|Virement|0,00|1200,00|B1|20260301|20260331||
ACH|Achats|4|20260410|60100000|Achats de cuir|||C9|20260409|Cuir|300,00|0,00|||20260430||
ACH|Achats|4|20260410|44566000|TVA déductible|||C9|20260409|Cuir|60,00|0,00|||20260430||
ACH|Achats|4|20260410|401CUIRS|Cuirs du Doubs|||C9|20260409|Cuir|0,00|360,00|||20260430||
XX|Situations|5|20260831|68110000|Dotations|||D1|20260831|Dotation|50,00|0,00|||20260831||
XX|Situations|5|20260831|28183000|Amortissements|||D1|20260831|Dotation|0,00|50,00|||20260831||
"""


def rows() -> list[list[str]]:
    """The lines of the file, field by field."""
    return [line.split("|") for line in _ROWS.splitlines()]


def content(lines: Sequence[Sequence[str]] | None = None, separator: str = "\t", charset: str = "utf-8") -> bytes:
    """The bytes of a file."""
    every = [COLUMNS, *(lines if lines is not None else rows())]
    return "\r\n".join(separator.join(one) for one in every).encode(charset)


@asynccontextmanager
async def received(deps: Deps, raw: bytes) -> AsyncIterator[ReceivedFile]:
    """As if it had come in over the network."""

    async def parts() -> AsyncIterator[bytes]:
        stream = io.BytesIO(raw)
        while part := stream.read(50_000):
            yield part

    async with receive_file(parts(), deps) as file:
        yield file


async def planned(deps: Deps, raw: bytes, mode: Mode = Mode.OPENING, name: str = NAME, siren: str = SIREN) -> FecPlan:
    """What would happen."""
    async with received(deps, raw) as file:
        return await plan_fec_import(PlanFecImport(siren, mode, name, file), deps)


async def accepted(deps: Deps, raw: bytes, mode: Mode = Mode.OPENING, name: str = NAME) -> Stored[FecImport]:
    """Accepted, and nothing more done."""
    async with received(deps, raw) as file:
        plan = await plan_fec_import(PlanFecImport(SIREN, mode, name, file), deps)
        return await import_fec(ImportFec(plan, file), deps, fresh_cause("comptable"))


async def imported(deps: Deps, raw: bytes, mode: Mode = Mode.OPENING, name: str = NAME) -> Stored[FecImport]:
    """All of it."""
    stored = await accepted(deps, raw, mode, name)
    return await run_fec_import(RunFecImport(stored.id), deps, fresh_cause("comptable"))
