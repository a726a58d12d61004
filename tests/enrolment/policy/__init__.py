"""Who may do what: the whole policy table, role by role."""
