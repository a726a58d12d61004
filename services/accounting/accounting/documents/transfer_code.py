"""The QR code of a SEPA credit transfer (EPC069-12, version 002): scanned, it fills the transfer in a banking application."""

from io import BytesIO

from accounting.domain.invoice_sheet import SheetTransfer

LONGEST_NAME, LONGEST_REFERENCE = 70, 140


def transfer_code(transfer: SheetTransfer) -> bytes:
    """The code as a PNG. The guideline wants error correction M and at most 331 bytes."""
    # Imported with the first code, so that a service pays for it when it prints.
    import segno

    code = segno.make(transfer_text(transfer), error="m", boost_error=False, encoding="utf-8", micro=False)
    content = BytesIO()
    code.save(content, kind="png", scale=6, border=2)
    return content.getvalue()


def transfer_text(transfer: SheetTransfer) -> str:
    """Its lines: service tag, version, character set (1 is UTF-8), SCT, BIC, name, IBAN, amount, purpose, reference, text."""
    amount = f"EUR{transfer.amount_cents // 100}.{transfer.amount_cents % 100:02d}"
    name = transfer.beneficiary[:LONGEST_NAME]
    lines = ("BCD", "002", "1", "SCT", transfer.bic or "", name, transfer.iban.replace(" ", ""), amount, "", "")
    return "\n".join((*lines, transfer.reference[:LONGEST_REFERENCE]))
