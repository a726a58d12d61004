"""Figures as people read them: ``words``, then ``table_csv``, ``workbook`` and ``report_pdf`` with its ``charts``."""
