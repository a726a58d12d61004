"""Suppliers' invoices: recorded, paid, booked."""
