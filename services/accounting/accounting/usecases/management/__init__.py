"""The management follow-up (CAE-07).

- ``read_management_sheet``, ``read_entity_sheet``: of an activity, of a legal entity. ``read_treasury``, ``read_receivables``:
  parts of it.
- ``gather_reading``, ``read_management_sums``, ``read_dated_quotes``: what it is made of.
- ``set_forecast``: what a group expects. ``watch_treasury``: the job that tells of low money.
"""
