"""Reference data: ``put_entry``, ``import_entries``, ``load_reference``; ``find_entry``, ``repository_of``."""
