"""Files that come in: the sheets of a workbook."""
