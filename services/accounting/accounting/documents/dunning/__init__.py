"""Letters about unpaid invoices: ``letter_pdf``."""
