"""Payments by transfer and remittances: bank details of persons, what can be paid, orders from draft to execution, slips."""
