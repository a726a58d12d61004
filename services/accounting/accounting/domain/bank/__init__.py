"""The bank account of a legal entity, what its statements say, and how that meets the books. In reading order:

- ``account``, with ``csv_mapping`` and ``rule``: the account, how its CSV is read, rules for movements without a document.
- ``line``, ``problem``, ``reading``: what a statement says, what is wrong with it, and both together.
- ``camt`` (with ``camt_prolog``, ``camt_entry``, ``camt_parts``), ``cfonb``, ``csv_file`` (with ``csv_amount``,
  ``csv_balance``): the readers.
- ``identity``, ``statement_import``, ``statement``: no movement twice; an import, and the balances that it brought.
- ``movement``, ``item``: a movement and what it settles.
- ``candidate``, ``words``, ``scoring``, ``board``, ``choosing``: what a movement may settle, with points, and what is sure.
- ``settlement_entry``, ``pointing``: what it becomes in the books. ``reconciliation``: bank against books.
"""
