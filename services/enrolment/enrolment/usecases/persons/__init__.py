"""Persons: registered, told to those who write to them."""
