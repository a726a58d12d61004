"""Bank statements: the readers, the imports over HTTP, matching, and the reconciliation."""
