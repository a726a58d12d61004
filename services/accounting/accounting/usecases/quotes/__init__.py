"""Quotes: offered, accepted, turned into invoices."""
