"""The conformance suite of the storage port, and what is true of one engine only.

``test_documents``, ``test_unique``, ``test_find``, ``test_pages``, ``test_concurrency``, ``test_durability`` and
``test_indexes`` run on every engine. ``test_sqlite``, ``test_mongo``, ``test_model`` and ``test_open`` are about one.
"""
