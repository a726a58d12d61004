"""What is checked of an invoice, by who wants it.

- ``places``: the fields of an invoice with their terms, for rules that say the same of many.
- ``required``: what EN 16931 wants to be there (BR-01 to BR-67, BR-CO-03, BR-CO-25, BR-CO-26).
- ``sums``: its arithmetic (BR-CO-10 to BR-CO-18, BR-24). ``vat``: categories, rates and reasons (BR-S, BR-E, BR-AE …).
- ``french``: what the French reform adds (BR-FR), as the association of its standard (FNFE-MPE) publishes it.
- ``keys``: the control keys of SIREN, SIRET and French VAT numbers (INV-10).
"""
