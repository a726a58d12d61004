"""Who may approve what: the ceilings of a legal entity."""
