"""The statements of the books, pure: sums and lines in, figures out. Read in this order.

- ``span``: the days that a statement is about, inside one financial year, and where its sums begin. ``labels``: names of
  accounts.
- ``trial_balance``: opening, movements and closing per account, with totals by class.
- ``result_rows``, ``profit_and_loss``: the French layout of the result, and the intermediate balances.
- ``balance_sheet_rows``, ``balance_sheet``: assets and liabilities of a legal entity or of one activity.
- ``vat_boxes``, ``vat_sums``, ``vat_return``, ``vat_clearing``: the boxes of form 3310-CA3, what they are made of, the return
  checked against the accounts, and the entry that clears them.
- ``ledger_line``, ``running``: one line of the general ledger and the choice of lines; the balance after each.
- ``centralisation``: what each journal posted on each account in each month.
- ``activity_figures``: the figures of an activity at a date.
"""
