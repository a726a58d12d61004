"""An issued invoice as an electronic file, in one of the formats of the reform's socle."""

import json
from enum import StrEnum

from accounting.documents.electronic_invoice import electronic_invoice
from accounting.documents.invoice_pdf import render_invoice
from accounting.domain.invoice import Invoice, Issued
from accounting.domain.invoice_sheet import InvoiceSheet
from essaim.einvoice import facturx
from essaim.einvoice.checking import check_einvoice
from essaim.einvoice.problems import Severity
from essaim.einvoice.write_cii import write_cii
from essaim.einvoice.write_ubl import write_ubl
from essaim.kit.pdf import Embedded


class ElectronicFormat(StrEnum):
    """Factur-X (a PDF with the data inside), or the data alone as CII or UBL."""

    FACTUR_X = "facturx"
    CII = "cii"
    UBL = "ubl"


SUFFIXES = {ElectronicFormat.FACTUR_X: "pdf", ElectronicFormat.CII: "xml", ElectronicFormat.UBL: "xml"}
MEDIA_TYPES = {
    ElectronicFormat.FACTUR_X: "application/pdf",
    ElectronicFormat.CII: "application/xml",
    ElectronicFormat.UBL: "application/xml",
}


def problems_of(invoice: Invoice, certain: Issued, sheet: InvoiceSheet) -> bytes:
    """What the rules of EN 16931 and of the French reform have against it: the field, and the rule with what it says.
    A JSON list of pairs, as it comes out of the process aside."""
    found = check_einvoice(electronic_invoice(invoice, certain, sheet))
    errors = [(one.field, f"{one.message} ({one.rule})") for one in found if one.severity is Severity.ERROR]
    return json.dumps(errors).encode()


def render_file(invoice: Invoice, certain: Issued, sheet: InvoiceSheet, wanted: ElectronicFormat) -> bytes:
    """The file. The same invoice gives the same bytes."""
    data = electronic_invoice(invoice, certain, sheet)
    if wanted is ElectronicFormat.UBL:
        return write_ubl(data)
    cii = write_cii(data)
    if wanted is ElectronicFormat.CII:
        return cii
    return render_invoice(
        sheet,
        Embedded(
            facturx.FILE_NAME,
            cii,
            facturx.MEDIA_TYPE,
            facturx.RELATIONSHIP,
            facturx.DESCRIPTION,
            facturx.facturx_metadata(),
        ),
    )
