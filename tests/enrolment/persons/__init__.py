"""Persons: identity, guardians, consents, duplicates, merging, rosters."""
