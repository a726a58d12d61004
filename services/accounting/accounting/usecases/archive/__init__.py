"""The yearly archive: ``archive_year`` seals it, ``write_archive`` writes it; ``archive_invoices`` and ``archive_purchases``
are parts of it.
"""
