"""Unpaid invoices: told once when they are overdue, reminded level by level, held when there is a dispute."""
