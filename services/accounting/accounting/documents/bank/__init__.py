"""What is rendered of bank accounts: ``reconciliation``."""
