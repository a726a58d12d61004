"""Expense sheets, over HTTP and by their rules."""
