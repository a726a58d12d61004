"""Invoices on their way through an accredited platform.

- ``transmit_invoice``: the file is made. ``deposit_transmissions``, ``collect_statuses``, ``announce_cashed``: the jobs.
- ``record_status``: a status, told or entered.
"""
