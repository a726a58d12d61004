"""Letters about unpaid invoices."""
