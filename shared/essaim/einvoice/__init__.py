"""Electronic invoices by EN 16931 and the French reform, standing alone: UBL 2.1, CII D22B, and Factur-X around it.

Nothing else of essaim is imported: whoever gets or makes such files can use this alone. Read in this order:

- ``model``: an invoice, whatever the syntax. ``codes``: the codes in it. ``amounts``, ``totals``: its arithmetic.
- ``problems``, ``errors``: what is wrong in an invoice, and what makes a file unreadable.
- ``checking`` and ``rules``: ``check_einvoice``, before one is issued and after one is received.
- ``tree``, ``write_cii``, ``write_ubl``: an invoice as a file. ``facturx``: what a PDF/A-3 carries to be a Factur-X.
- ``read_xml``, ``read_pdf``: bytes from outside, within bounds. ``place``: a field and what is wrong with it.
- ``read_cii``, ``read_ubl``, ``read``: ``read_einvoice``, whatever it is.
- ``schema``: whether a file follows the official XML schema, from the copies in ``schemas``.
"""
