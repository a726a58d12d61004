"""What goes in and out over HTTP: ``parties``, ``documents``, ``books``, ``shares``, ``liquidation``, ``advances``.

Amounts are decimal strings in euros.
"""
