"""Files: received, kept in pieces, read again."""
