"""Expense sheets on paper and in spreadsheets: ``sheet_pdf``, ``list_csv``."""
