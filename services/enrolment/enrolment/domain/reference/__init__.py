"""What programmes refer to: establishments, formations, partners, and who carries what from when to when.

- ``uai``: the national number of an establishment, and codes where there is none.
- ``establishment``, ``formation``, ``carrier``, ``partner``: one entry, what it needs, how a row becomes one.
- ``table``: a CSV file as people send it. ``cells``: one row of it, read field by field.
- ``kinds``: the four together, by the name under which they are imported.
"""
