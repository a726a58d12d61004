"""Purchases and orders: drafted, split, approved, paid, cancelled, received, invoiced."""
