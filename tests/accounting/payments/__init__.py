"""Payment orders, bank details and slips."""
