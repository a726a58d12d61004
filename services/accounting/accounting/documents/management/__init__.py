"""The management sheet as people get it. In reading order:

- ``words``: months, labels, sentences and the glossary, in French. ``sheet_csv``: the figures as a table.
- ``charts``: the four charts as SVG or PNG, over ``canvas`` (the only file that imports the plotting library) and ``plots``.
- ``sheet_pdf``: two A4 pages, over ``layout`` (boxes and small tables), ``first_page`` and ``second_page``.
"""
