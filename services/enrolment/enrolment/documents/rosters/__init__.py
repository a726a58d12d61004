"""``workbook``: the sheets of a file that came in, formulas refused."""
