"""The rules of the books, pure: standard library only, no clock, no store. In reading order:

- ``money``, ``checks``, ``errors``: cents and rounding, SIREN and VAT numbers, how a rule says no.
- ``parties``, ``activity``, ``contribution``: the legal entity and its customers; a group's activity and what it owes.
- ``pricing``, ``quote``, ``invoice``, ``purchase``, ``invoice_sheet``: the documents and their states.
- ``accounts``, ``fiscal_year``, ``entry``, ``bookkeeping``, ``balance``: the chart, the ledger, its worked entries.
- ``group_record``, ``share``, ``closing``: what other services told, the share-out, and what is still open.
"""
