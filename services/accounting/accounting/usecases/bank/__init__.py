"""Bank accounts, their statements, what movements settle, and the reconciliation.

- ``set_bank_account``, ``set_csv_mapping``, ``set_matching_rules``: an account.
- ``plan_statement_import``, ``import_statement``, ``run_statement_import``, ``complete_statement_imports``,
  ``known_movements``: statements.
- ``read_proposals``, ``lay_board``, ``find_documents``, ``find_open_lines``: what a movement may settle.
- ``match_movement``, ``match_automatically``, ``check_items``, ``unmatch_movement``, ``ignore_movement``: what it does settle.
- ``settle_movement``, ``settle_documents``, ``point_line``, ``complete_settlements``: the books follow.
- ``read_reconciliation``: bank against books.

``find_documents`` and ``settle_documents`` are the only ones that know documents: a new kind has its finder in the one and its
settler in the other.
"""
