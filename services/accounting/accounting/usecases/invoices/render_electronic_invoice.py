"""An issued invoice as Factur-X, CII or UBL."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.documents.electronic_files import ElectronicFormat, render_file
from accounting.domain.invoice import issued
from accounting.usecases.invoices.read_sheet import ReadSheet, read_sheet


@dataclass(frozen=True)
class RenderElectronicInvoice:
    """Which invoice, in which format."""

    invoice_id: str
    format: ElectronicFormat


async def render_electronic_invoice(command: RenderElectronicInvoice, deps: Deps) -> bytes:
    """The file, drawn in the process aside. RuleError for a draft: it is no invoice."""
    invoice = (await deps.invoices.get(command.invoice_id)).state
    certain = issued(invoice)
    sheet = await read_sheet(ReadSheet(command.invoice_id), deps)
    return await deps.aside.run(render_file, invoice, certain, sheet, command.format)
