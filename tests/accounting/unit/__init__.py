"""Pure rules and documents of the accounting service."""
