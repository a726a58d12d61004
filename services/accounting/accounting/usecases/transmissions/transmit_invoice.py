"""Send an issued invoice through the platform: the file is made and kept first, then handed over by a job (INV-12)."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.documents.electronic_files import SUFFIXES, ElectronicFormat, problems_of
from accounting.domain.errors import Problem, RuleError
from accounting.domain.invoice import Invoice, issued
from accounting.domain.parties import CustomerKind
from accounting.domain.transmission import Transmission, again
from accounting.usecases.files.keep_bytes import KeepBytes, keep_bytes
from accounting.usecases.invoices.read_sheet import ReadSheet, read_sheet
from accounting.usecases.invoices.render_electronic_invoice import RenderElectronicInvoice, render_electronic_invoice
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class TransmitInvoice:
    """Which invoice, in which format."""

    invoice_id: str
    format: ElectronicFormat = ElectronicFormat.FACTUR_X


async def transmit_invoice(command: TransmitInvoice, deps: Deps, cause: Cause) -> Stored[Transmission]:
    """On its way. RuleError without a platform, for a private customer (that is e-reporting, INV-11), for what was refused,
    and for one that is on its way already."""
    if deps.platform is None:
        raise RuleError("no-platform", "no platform is configured: set ACCOUNTING_PLATFORM_DIRECTORY")
    invoice = (await deps.invoices.get(command.invoice_id)).state
    certain = issued(invoice)
    _check_customer(invoice)
    before = await _before(command.invoice_id, deps)
    await _check_file(command.invoice_id, invoice, deps)
    content = await render_electronic_invoice(RenderElectronicInvoice(command.invoice_id, command.format), deps)
    attempt = before.attempt + 1 if before else 1
    kept = await keep_bytes(KeepBytes(f"transmission:{command.invoice_id}:{attempt}", _whole(content)), deps, cause)
    made = Transmission(
        invoice_id=command.invoice_id,
        group_id=invoice.group_id,
        siren=invoice.siren,
        number=certain.number,
        format=command.format.value,
        file_name=f"{certain.number}.{SUFFIXES[command.format]}",
        sha256=kept.sha256,
        size=kept.size,
        pieces=kept.pieces,
    )

    def decide(known: Transmission | None) -> Change[Transmission]:
        return Change(again(known, made) if known else made)

    await deps.transmissions.put(command.invoice_id, decide, cause, effect=cause.command_id)
    return await deps.transmissions.get(command.invoice_id)


async def _check_file(invoice_id: str, invoice: Invoice, deps: Deps) -> None:
    """RuleError naming everything for which a platform would reject it."""
    sheet = await read_sheet(ReadSheet(invoice_id), deps)
    found = json.loads(await deps.aside.run(problems_of, invoice, issued(invoice), sheet))
    if found:
        problems = tuple(Problem(field, message, "what EN 16931 and the French rules want") for field, message in found)
        raise RuleError("inv-12-not-transmittable", f"{len(found)} rule(s) of electronic invoices are broken", problems)


async def _before(invoice_id: str, deps: Deps) -> Transmission | None:
    """What was sent before and rejected; RuleError when it was not rejected."""
    try:
        before = (await deps.transmissions.get(invoice_id)).state
    except MissingError:
        return None
    again(before, before)
    return before


def _check_customer(invoice: Invoice) -> None:
    buyer = invoice.order.buyer if invoice.order else None
    if buyer is None or buyer.kind is not CustomerKind.BUSINESS or buyer.siren is None:
        detail = "only invoices of businesses with a SIREN go through a platform; sales to others are reported (INV-11)"
        raise RuleError("inv-11-not-transmitted", detail)


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content
