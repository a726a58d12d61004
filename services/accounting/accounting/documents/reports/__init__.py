"""Statements as people take them away: one description (``sheet``) of each, as CSV (``csv_file``) or PDF (``pdf_file``).

``trial_balance``, ``profit_and_loss``, ``balance_sheet``, ``vat_return`` and ``centralisation`` say what is in each; ``ledger``
writes the general ledger and the journal line by line; ``spool`` sorts lines by account without holding them in memory.
"""
