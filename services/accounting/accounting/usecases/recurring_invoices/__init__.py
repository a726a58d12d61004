"""Recurring invoices: ``begin_recurring_invoice``, ``set_recurring_status`` (paused, ended); ``draft_recurring_invoices`` is
the job that makes their drafts.
"""
