"""The rights of persons.

- ``gather_records``, ``answer_access``: say what is held of them.
- ``forget_person``: erase what may go; ``find_traces`` finds it, ``remove_receipts`` takes the files along.
"""
