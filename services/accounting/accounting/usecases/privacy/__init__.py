"""The rights of persons.

- ``gather_records``, ``answer_access``: say what is held of them.
- ``forget_person``: erase what may go; ``find_traces`` finds it, ``forget_drafts``, ``remove_receipts`` and ``forget_account``
  are parts of it.
- ``release_paid``, ``purge_names``: what had to stay goes when it is paid, or when the law keeps it no more
  (``find_start_month``).
"""
