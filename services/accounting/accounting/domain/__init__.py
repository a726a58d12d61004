"""The rules of the books, pure: standard library only, no clock, no store. In reading order:

- ``money``, ``checks``, ``errors``: cents and rounding, SIREN and VAT numbers, how a rule says no.
- ``parties``, ``activity``, ``contribution``: the legal entity and its customers; a group's activity and what it owes.
- ``pricing``, ``quote``, ``invoice``, ``purchase``, ``invoice_sheet``: the documents and their states.
- ``quoting``, ``quote_signing``, ``quote_plan``, ``quote_invoicing``, ``quote_sheet``: a quote before, at and after its signature.
- ``attachment``: a file that is attached to a document. ``expenses``: what people paid for their activity, and get back.
- ``purchasing``: lines and parts of a purchase, its steps and entries; orders to suppliers; invoices that are received.
- ``accounts``, ``fiscal_year``, ``entry``, ``bookkeeping``: the chart, the ledger, its worked entries.
- ``reports``: the statements: trial balance, general ledger, result, balance sheet, VAT.
- ``treasury``, ``advance``, ``donation``, ``advance_entries``: what a mini-entreprise borrows, gives back and gives.
- ``group_record``, ``pool``, ``share``, ``share_payment``, ``share_entries``, ``share_statement``: what other services
  told, and the share-out from the pool to each member.
- ``liquidation``, ``closing``: what is still to be done before and after a group ends, and what of it a closing waits for.
"""
