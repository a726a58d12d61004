"""The rules of the books, pure: standard library only, no clock, no store. In reading order:

- ``money``, ``checks``, ``countries``, ``errors``, ``gathered``: cents and rounding, numbers that identify, how a rule says no.
- ``why``, ``history``, ``approval``, ``attachment``: reasons of entries; what happened to a document; ceilings; attached files.
- ``parties``, ``activity``: the legal entity and its customers; a group's activity. ``group_record``: what other services told.
- ``third_party``, ``customers``, ``suppliers``, ``party_checks``: records of those who buy and sell; ``duplicates``,
  ``merging``, ``party_rows``, ``party_import``, ``party_statement``: which are one, files of them, what they owe.
- ``vat``, ``vat_liability``, ``pricing``, ``mentions``: rates, lines, discounts, totals, and what a seller has to say.
- ``quote`` with ``quote_parts``, ``quoting``, ``quote_signing``, ``quote_plan``, ``instalments``, ``quote_invoicing``,
  ``quote_sheet``: a quote before, at and after its signature.
- ``invoice`` with ``invoice_parts``, ``drafting``, ``issue_checks``, ``numbering``, ``crediting``, ``vat_on_receipt``,
  ``invoice_sheet``, ``printing``: invoices, deposits, credit notes, corrective invoices, from draft to paper.
- ``recurring``, ``internal_invoice``, ``dunning``, ``transmission``, ``e_reported_invoice``: what else becomes of sales.
- ``purchase``, ``purchasing``: suppliers' invoices and orders. ``expenses``: what people paid. ``till``: market stalls.
- ``bank``, ``payments``: statements and what they settle; transfers, cheques and cash.
- ``accounts``, ``added_account``, ``fiscal_year``, ``period``, ``entry``, ``record``, ``head``, ``verification``: the chart and
  the chain.
- ``bookkeeping``, ``sale_entries``, ``sale_sentences``, ``manual_entry``, ``reversal``, ``lettering``, ``opening``,
  ``balances``: entries.
- ``contribution``: what an activity owes. ``reports``, ``management``, ``treasury_watch``: statements and the follow-up.
- ``fec_export``, ``fec_import``, ``archive``: books put away, and books from elsewhere.
- ``treasury``, ``advance``, ``advance_entries``, ``donation``: what a mini-entreprise borrows, gives back and gives.
- ``pool``, ``share``, ``share_payment``, ``share_entries``, ``share_statement``: the share-out, from the pool to each member.
- ``liquidation``, ``closing``: what is still to be done before and after a group ends, and what of it a closing waits for.

Data beside them: ``chart_of_accounts.csv``.
"""
