"""Months and years: opened, closed for ever."""
