"""Invoices on their way through an accredited platform: handed over, followed, told when they are cashed."""
