"""Invoices from the draft to the credit note, over HTTP and in the books."""
