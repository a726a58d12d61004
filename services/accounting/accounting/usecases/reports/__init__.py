"""Statements, from kept sums or from entries."""
