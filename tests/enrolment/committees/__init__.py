"""Committees, from the calendar to the letter; the waiting list; reminders."""
