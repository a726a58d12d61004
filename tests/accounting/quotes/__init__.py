"""Quotes: approved, sent, signed behind a link, and invoiced in parts."""
