"""Expense sheets: written, decided on, booked, paid or waived; their types and the kilometre scale."""
