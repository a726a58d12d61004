"""Programmes: opened, found, given parameters, and compared with what is known of their carriers."""
