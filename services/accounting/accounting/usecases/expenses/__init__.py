"""Expense sheets: written, decided on, booked, paid or waived; their types and the kilometre scale.

- ``create_expense_sheet``, ``put_expense_line``, ``remove_expense_line``, ``duplicate_expense_line``, ``copy_expense_lines``,
  ``attach_receipt``, ``detach_receipt``, ``discard_expense_sheet``: while it is a draft.
- ``submit_expense_sheet``, ``withdraw_expense_sheet``, ``return_expense_sheet``, ``justify_expense_line``,
  ``approve_expense_sheet``, ``release_kilometres``, ``comment_expense_sheet``: who decides.
- ``book_expense_sheet``, ``pay_expense_sheet``, ``waive_expense_sheet``, ``post_settlements``, ``letter_expense_sheet``: money
  and books.
- ``set_expense_policy``, ``read_expense_policy``, ``set_kilometre_scale``, ``read_kilometre_scale``, ``read_pricing``: what can
  be claimed.
- ``list_expense_rows``, ``print_expense_sheet``: as people get them.
"""
