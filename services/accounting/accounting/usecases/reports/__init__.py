"""Statements, from kept sums or from entries.

- ``read_reporting``: whose, which days. ``read_trial_balance``, ``read_profit_and_loss``, ``read_balance_sheet``,
  ``read_activity_balance``: from kept sums.
- ``read_centralisation``, ``read_vat_return``, ``read_ledger_page``, ``list_lines``, ``stream_general_ledger``: from entries.
"""
