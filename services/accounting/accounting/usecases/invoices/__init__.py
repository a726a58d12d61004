"""Invoices: drafted, submitted, returned or issued with a number, paid, booked."""
