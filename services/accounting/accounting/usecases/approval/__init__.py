"""Who may approve what, the ceilings of a legal entity: ``set_approval_rules``, ``read_approval_rules``."""
