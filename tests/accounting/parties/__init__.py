"""Customers and suppliers: written, found twice, merged, paid, stated."""
