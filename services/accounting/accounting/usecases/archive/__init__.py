"""The yearly archive."""
