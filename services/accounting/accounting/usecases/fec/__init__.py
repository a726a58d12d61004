"""The FEC.

- ``export_fec``, ``stream_fec``: written.
- ``plan_fec_import``, ``check_books_free``, ``import_fec``, ``run_fec_import``, ``complete_fec_imports``: taken in.
- ``post_imported_opening``, ``post_imported_entries``, ``letter_imported_lines``: what an import posts.
"""
