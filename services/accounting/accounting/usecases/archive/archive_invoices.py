"""The invoices that were issued in a year, into its archive: as data with their payments, and as people got them."""

import re
from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.documents.archive.zip_file import ZipWriter
from accounting.documents.invoice_pdf import render_invoice
from accounting.usecases.invoices.read_sheet import ReadSheet, read_sheet
from essaim.kit.chain import canonical
from essaim.kit.errors import NotFoundError
from essaim.kit.store.port import Order

PAGE = 100
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True)
class ArchiveInvoices:
    """Whose, issued on which days, and the archive."""

    siren: str
    starts_on: date
    ends_on: date
    archive: ZipWriter


async def archive_invoices(command: ArchiveInvoices, deps: Deps) -> int:
    """How many. A PDF is made again from what the invoice keeps of both parties; without the name of its group there is none."""
    issued = []
    with command.archive.member("factures.jsonl") as file:
        async for page in deps.invoices.scan({"siren": command.siren}, order_by=(Order("number"),), page=PAGE):
            for one in page:
                if _is_of_year(one["state"].get("issued_on"), command):
                    issued.append(str(one["id"]))
                    file.write(canonical({"id": one["id"], **one["state"]}) + b"\n")
    for id_ in issued:
        await _print(id_, command.archive, deps)
    return len(issued)


def _is_of_year(issued_on: str | None, command: ArchiveInvoices) -> bool:
    return issued_on is not None and command.starts_on.isoformat() <= issued_on <= command.ends_on.isoformat()


async def _print(id_: str, archive: ZipWriter, deps: Deps) -> None:
    invoice = (await deps.invoices.get(id_)).state
    if invoice.number is None:
        return
    try:
        sheet = await read_sheet(ReadSheet(id_), deps)
    except NotFoundError:
        return
    archive.add(f"factures/{_UNSAFE.sub('_', invoice.number)}.pdf", await deps.aside.run(render_invoice, sheet))
