"""What makes content unreadable as an electronic invoice, or an invoice unwritable.

EInvoiceError
├── code too_large, empty, unknown_format          the content as a whole
├── code xml_malformed, xml_forbidden, xml_too_deep the XML
├── code pdf_malformed, pdf_encrypted, pdf_without_invoice, pdf_several_invoices, pdf_attachment   the PDF
├── code fields                                     what the invoice must hold: all of it is in ``problems``
└── code not_writable                               an invoice that the syntax cannot express

The texts are French, because who reads them keeps books; code, place and problems are attributes.
"""

from essaim.einvoice.problems import Problem


class EInvoiceError(ValueError):
    """``code`` says what kind, ``where`` the line, the xpath, the attachment or the field, ``problems`` everything found."""

    def __init__(self, code: str, message: str, where: str = "", problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(f"{where} : {message}" if where else message)
        self.code, self.message, self.where, self.problems = code, message, where, problems
