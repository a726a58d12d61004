"""The rules, one file per subject, in the order in which a file meets them.

- ``catalogue``: every rule as a table. ``name``: the file name. ``header``: the first line.
- ``shape``: each line has the fields of the header. ``fields``: the values of a line, one by one.
- ``ledger``: what lines make together, entries; it feeds ``order``, ``numbering`` and ``totals``.
"""
