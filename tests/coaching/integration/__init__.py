"""Use cases and HTTP on a real SQLite file."""
