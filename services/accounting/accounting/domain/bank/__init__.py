"""The bank account of a legal entity, what its statements say, and how that meets the books.

In reading order: ``account`` (with ``csv_mapping`` and ``rule``), ``line`` and ``problem`` (what a statement says, and what
is wrong with it), the readers ``camt``, ``cfonb`` and ``csv_file``, ``identity`` (no movement twice), ``statement_import`` and
``statement``, ``movement`` (with ``item``), ``candidate``, ``words``, ``scoring`` and ``board`` (what a movement may settle),
``settlement_entry`` and ``pointing`` (what it becomes in the books), ``reconciliation``.
"""
