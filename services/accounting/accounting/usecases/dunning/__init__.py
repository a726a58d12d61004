"""Unpaid invoices: told once when they are overdue, reminded level by level, held when there is a dispute.

- ``set_dunning_policy``, ``read_dunning_policy``: levels and rates. ``tell_overdue``: the job that tells.
- ``list_reminders_due``, ``remind_customer``, ``hold_dunning``: letters.
"""
