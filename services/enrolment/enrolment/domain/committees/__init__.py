"""Committees: calendar, agenda, quorum, votes, minutes, letters."""
