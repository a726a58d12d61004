"""Recurring invoices: begun, paused, ended; their drafts are made by a job on their days."""
