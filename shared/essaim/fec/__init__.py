"""The tax file of bookkeeping entries (FEC, LPF A47 A-1): reading any, and checking one before the tax office does.

Standard library only, and nothing else of essaim: whoever gets such a file can use this alone. Read in this order:

- ``columns``: the names and their order, the four variants of the file. ``values``: dates, amounts, labels as text.
- ``errors``: what makes a file or a line unreadable.
- ``lines``: bytes become lines (charset, line ends, bounds). ``layout``: the first line becomes a layout.
- ``reading``: ``read_fec``, for those who import another software's file.
- ``findings``, ``rules``: what is checked. ``check``: ``check_fec``, all of it in one
  pass, which gives a ``report``.
"""
