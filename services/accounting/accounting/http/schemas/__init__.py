"""What goes in and out over HTTP: ``parties``, ``documents``, ``books``. Amounts are decimal strings in euros."""
