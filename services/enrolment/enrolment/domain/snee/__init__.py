"""The national status of student entrepreneurs, from its acceptance to its end (SNEE-01 to SNEE-10)."""
